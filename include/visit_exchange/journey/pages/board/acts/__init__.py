"""What the data team does on the board: each act a form, what will follow from it, and the doing.

The same functions as the commands': an act only gathers what was entered and says what will be.
"""
