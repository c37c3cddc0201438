"""The outbox in the register: letters that wait, their keys, and who looks after them."""
