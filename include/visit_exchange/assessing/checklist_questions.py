"""What is asked of a line of a checklist, by the rule that found it.

A mail may say it: it repeats nothing that was written.
"""

ASKED = {
    "not_come": (
        "a file that this line names has not come. Send it under that name, or write the name "
        "under which you sent it"
    ),
    "not_a_file": (
        "no file of this name has come. If it is a file, send it or write its whole name. If the "
        "file of another line answers this item too, write its name here as well. If you do not "
        "hold the information, put X alone under ‘Not held’"
    ),
    "unclear_mark": (
        "we do not understand what stands under ‘Not held’. Put X alone if you do not hold the "
        "information, or leave it empty"
    ),
    "held_after_all": (
        "this line says ‘not held’, and a file answers the item. We use the file. If it is not "
        "meant, tell the lead inspector"
    ),
    "not_this_list": (
        "this item is a list, and the file that is named is not read as this list. Send the list "
        "in the template"
    ),
    "cannot_be_used": (
        "a file that this line names cannot be used as it is. Its own answer says what to do"
    ),
    "also_a_list": (
        "the file that is named is a list that we asked for. We use it as that list, and as the "
        "document of this item. If it is only a document, tell the lead inspector"
    ),
    "column_not_read": (
        "we do not read this column, which is not one of the checklist's. Write the names of files "
        "under ‘File name(s)’, and what else we need to know to the lead inspector"
    ),
    "sheet_not_read": (
        "we read one sheet of a checklist, and this is another. If it answers items, write the "
        "names of files in the checklist itself. If it is a list or a document, send it as a file "
        "of its own"
    ),
    "of_no_item": (
        "A line is of no item that you are asked for. Write what it says beside an item of the "
        "request"
    ),
}
