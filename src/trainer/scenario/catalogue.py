"""The catalogue of diagnostics: every code about a file, its form, its references and its texts.

Under each code stand the sentences that are said; each names what is wrong and how to mend it. The codes of
the call graph and of certifications stand beside the checks that find them. The page of diagnostics is
generated from these entries and from the tests' examples, so the three cannot drift apart.
"""

from typing import Final

from trainer.i18n import N_
from trainer.scenario.diagnostics import Code, Severity

__all__ = ["CODES"]

# The file

F001: Final = Code(
    "F001",
    Severity.ERROR,
    N_("the file is not readable, not UTF-8, over 8 MiB, or nested too deep"),
    N_("1:1; where the depth is exceeded"),
)
UNREADABLE: Final = F001.says(
    N_("the file cannot be read ({reason}); check that it exists and that you may open it")
)
NOT_UTF8: Final = F001.says(N_("the file is not UTF-8 text; save it with the encoding UTF-8"))
TOO_LARGE: Final = F001.says(N_("the file is larger than {limit} MiB; split it into several files"))
TOO_DEEP: Final = F001.says(
    N_("more than {limit} mappings and lists stand inside one another here; use fewer levels")
)
TOO_MANY: Final = F001.says(
    N_("up to here the file holds more values than any conversation needs; split it into several files")
)

F002: Final = Code(
    "F002",
    Severity.ERROR,
    N_("the file is not well-formed YAML, or not a mapping"),
    N_(
        "where the parser stopped; where it wanted a comma or a closing bracket, the innermost open bracket; "
        "where a quote runs to the end of the file, that quote"
    ),
)
COLON_IN_TEXT: Final = F002.says(
    N_(
        "a colon followed by a space cannot stand here; if it belongs to a text, put the whole text "
        "in quotes, else check the indentation"
    )
)
INDICATOR_FIRST: Final = F002.says(
    N_('an unquoted text cannot begin with "{character}"; put the whole text in quotes')
)
OPEN_BRACKET: Final = F002.says(
    N_(
        'after this "{bracket}" a comma or the closing bracket is missing; add it, and put a text that '
        'holds ": " or a bracket in quotes'
    )
)
OPEN_BRACKET_BEFORE_COMMENT: Final = F002.says(
    N_(
        'after this "{bracket}" a comma or the closing bracket is missing, since what follows "#" is taken '
        "for a comment; put the text that holds it in quotes"
    )
)
OPEN_QUOTE: Final = F002.says(N_("this quote is never closed; add the closing quote at the end of the text"))
KEY_WITHOUT_COLON: Final = F002.says(
    N_("a key needs a colon and a space after it; add them, or put the text to which this belongs in quotes")
)
LIST_INSIDE_LINE: Final = F002.says(
    N_('a list cannot begin here; begin it on a new line, or put a text that begins with "- " in quotes')
)
OUT_OF_LINE: Final = F002.says(
    N_(
        "this does not fit what stands above; check the indentation, and put a text that goes on behind "
        "a quote or a bracket in quotes as a whole"
    )
)
BAD_ESCAPE: Final = F002.says(
    N_('YAML knows no such escape; write "\\\\" for a backslash, or put the text in single quotes')
)
INVISIBLE: Final = F002.says(
    N_("the invisible character {character} is not allowed here; delete it, even if it cannot be seen")
)
MALFORMED: Final = F002.says(
    N_("this is not well-formed YAML; check the indentation, and put texts with special signs in quotes")
)
NOT_A_MAPPING: Final = F002.says(
    N_('the file must be a mapping of keys to values; begin it with "format: 1"')
)
SECOND_DOCUMENT: Final = F002.says(
    N_("a file holds one YAML document; move what follows to a file of its own")
)

F003: Final = Code("F003", Severity.ERROR, N_("a key is given twice"), N_("the second key"))
KEY_TWICE: Final = F003.says(
    N_('the key "{key}" is given twice in this mapping; remove or rename one of the two')
)

F004: Final = Code("F004", Severity.ERROR, N_("an anchor, alias, merge key or tag"), N_("it"))
ANCHOR: Final = F004.says(
    N_('an anchor ("&") is not allowed; remove it, or put a text that begins with "&" in quotes')
)
ALIAS: Final = F004.says(
    N_('an alias ("*") is not allowed; write the value out, or put a text that begins with "*" in quotes')
)
MERGE_KEY: Final = F004.says(N_('a merge key ("<<") is not allowed; write the keys out'))
TAG: Final = F004.says(
    N_('a tag ("!") is not allowed; remove it, or put a text that begins with "!" in quotes')
)

F005: Final = Code(
    "F005",
    Severity.ERROR,
    N_("a control character other than a line break, raw or by escape; a tab is one"),
    N_("it; by escape, the value, once"),
)
TAB: Final = F005.says(N_("a tab is not allowed; use spaces instead"))
CONTROL_CHARACTER: Final = F005.says(N_("the control character {character} is not allowed; delete it"))
ESCAPED_TAB: Final = F005.says(N_("the escape of a tab is not allowed; use spaces instead"))
ESCAPED_CONTROL: Final = F005.says(
    N_("the escape of the control character {character} is not allowed; remove it")
)

F006: Final = Code("F006", Severity.ERROR, N_("`format` is not 1"), N_("the value"))
FORMAT_NOT_1: Final = F006.says(N_('the format must be 1; write "format: 1"'))

F007: Final = Code(
    "F007",
    Severity.WARNING,
    N_(
        "an unquoted Text, `name` or `note` is followed by ` #…` on its line: "
        "YAML takes the rest for a comment"
    ),
    N_("the `#`"),
)
COMMENT_AFTER_TEXT: Final = F007.says(
    N_('what follows "#" is taken for a comment; if it belongs to the text, put the whole text in quotes')
)

# The form

S101: Final = Code("S101", Severity.ERROR, N_("a required key is missing"), N_("the mapping's first key"))
MISSING_KEY: Final = S101.says(N_('the key "{key}" is missing; add it to this mapping'))

S102: Final = Code("S102", Severity.ERROR, N_("an unknown key"), N_("the key"))
UNKNOWN_KEY: Final = S102.says(N_('unknown key "{key}"; remove it, or use one of: {known}'))
MISSPELLED_KEY: Final = S102.says(N_('unknown key "{key}"; did you mean "{nearest}"?'))
NOT_A_KEY: Final = S102.says(N_("a mapping or a list cannot be a key; use one of: {known}"))
OTHER_LANGUAGE: Final = S102.says(
    N_('"{tag}" is none of the languages of this file ({known}); remove the text, or add the language')
)
NOT_A_LANGUAGE_TAG: Final = S102.says(
    N_('"{tag}" is no language tag; use one of: {known}, alone or with a region as in "es-MX"')
)
TEXT_CUT_AT_COMMA: Final = S102.says(
    N_('"{tag}" is taken for a language; if it belongs to the text before the comma, put that text in quotes')
)

S103: Final = Code(
    "S103",
    Severity.ERROR,
    N_(
        "a value of the wrong type, empty, out of range, repeated in a list, or not one of those allowed; "
        "a reserved or malformed id"
    ),
    N_("the value or id"),
)
WANTS_MAPPING: Final = S103.says(N_("a mapping is wanted here; write its keys indented below this key"))
WANTS_LIST: Final = S103.says(N_('a list is wanted here; write it in brackets, such as "[first, second]"'))
WANTS_STRING: Final = S103.says(N_("a text is wanted here; put it in quotes if it looks like a number"))
WANTS_TEXT: Final = S103.says(
    N_("a text is wanted here: one for each language, or one that is the same in all languages")
)
WANTS_WORDS: Final = S103.says(
    N_("the words in one language are wanted here; write them behind the language tag")
)
WANTS_VARIANT: Final = S103.says(
    N_('a variant is wanted here: a text for each language and, except in the last, a "when"')
)
WANTS_CASE: Final = S103.says(N_('a case is wanted here: a "scene" and, except in the last, a "when"'))
WANTS_NEXT: Final = S103.says(
    N_(
        "the id of a scene is wanted here, or a list of cases, "
        'each with its "scene" and, but for the last, its "when"'
    )
)
WANTS_SCENE: Final = S103.says(N_("the id of a scene is wanted here"))
EMPTY: Final = S103.says(N_("the value is empty; write something here, or remove the key"))
EMPTY_LIST: Final = S103.says(N_("the list is empty; write at least one item, or remove the key"))
WANTS_INTEGER: Final = S103.says(N_("a whole number from {low} to {high} is wanted here"))
WANTS_CHOICE: Final = S103.says(N_("one of these is wanted here: {choices}"))
NOT_ALLOWED: Final = S103.says(N_('"{value}" is not allowed here; write one of: {choices}'))
WANTS_ID: Final = S103.says(
    N_("an id is wanted here: lower-case letters a to z, digits and single hyphens, beginning with a letter")
)
NOT_AN_ID: Final = S103.says(
    N_(
        '"{value}" is no id; use lower-case letters a to z, digits and single hyphens, '
        "beginning with a letter, 64 characters at most"
    )
)
RESERVED_ID: Final = S103.says(N_('the id "{value}" is reserved; choose another one'))
REPEATED: Final = S103.says(N_('"{value}" is in this list already; remove it'))
SCENE_COUNT: Final = S103.says(N_("1 to {high} scenes are wanted here, and there are {count}"))
ITEM_COUNT: Final = S103.says(
    N_("this list has {count} items, more than any file needs; leave at most {high}")
)
FLAG_COUNT: Final = S103.says(N_("these are more flags than any conversation needs; use at most {high}"))
REPLY_COUNT: Final = S103.says(N_("1 to {high} replies are wanted here, and there are {count}"))
NOT_A_LANGUAGE: Final = S103.says(
    N_('"{value}" is no language; write the two lower-case letters of its code, such as "en"')
)
NOT_A_LOCALE: Final = S103.says(
    N_('"{value}" is no locale of "{language}"; write the language and a region, such as "{example}"')
)

S104: Final = Code(
    "S104",
    Severity.ERROR,
    N_("a scene with both or neither of `replies` and `ending`; each of `skill` and `silence` on an ending"),
    N_("the scene's key"),
)
REPLIES_AND_ENDING: Final = S104.says(
    N_('the scene "{scene}" has both "replies" and an "ending"; remove one of the two')
)
NO_REPLIES_NO_ENDING: Final = S104.says(
    N_('the scene "{scene}" has neither "replies" nor an "ending"; add one of the two')
)
ONLY_WITH_REPLIES: Final = S104.says(
    N_('the scene "{scene}" ends the call and so cannot have "{key}"; remove that key')
)

S105: Final = Code(
    "S105",
    Severity.ERROR,
    N_("replies of one scene rated on different dimensions: one for each reply and dimension it lacks"),
    N_("the reply's key"),
)
RATING_MISSING: Final = S105.says(
    N_('the reply "{reply}" lacks "{dimension}", which others of its scene have; rate all on it, or none')
)

S106: Final = Code("S106", Severity.ERROR, N_("a bad condition term"), N_("the term"))
BAD_TERM: Final = S106.says(
    N_('"{term}" is no condition; write a flag, "not" and a flag, or a comparison such as "mood < 0"')
)
TERM_NOT_TEXT: Final = S106.says(
    N_('this is no condition; write a flag, "not" and a flag, or a comparison such as "mood < 0"')
)

S107: Final = Code(
    "S107",
    Severity.ERROR,
    N_("a `when` on the last case or variant, or none on an earlier one"),
    N_("the case or variant"),
)
WHEN_ON_LAST: Final = S107.says(
    N_('the last one must always hold; remove its "when", or add one without "when" after it')
)
NO_WHEN_BEFORE_LAST: Final = S107.says(
    N_('this one always holds, so those after it never do; add a "when" here, or move it to the end')
)

# References

R201: Final = Code("R201", Severity.ERROR, N_("`next`, `scene` or `start` names no scene"), N_("the name"))
NO_SUCH_SCENE: Final = R201.says(N_('no scene is called "{scene}"; add it, or name one that exists'))
MISSPELLED_SCENE: Final = R201.says(N_('no scene is called "{scene}"; did you mean "{nearest}"?'))

R202: Final = Code(
    "R202",
    Severity.ERROR,
    N_("a flag is tested or cleared that no reply sets"),
    N_("the term, or the flag in `clears`"),
)
NEVER_SET: Final = R202.says(N_('no reply sets the flag "{flag}"; set it in a reply, or remove it here'))
MISSPELLED_FLAG: Final = R202.says(N_('no reply sets the flag "{flag}"; did you mean "{nearest}"?'))

R203: Final = Code(
    "R203",
    Severity.WARNING,
    N_("a flag is set that nothing tests: one for each place"),
    N_("the flag in `sets`"),
)
NEVER_TESTED: Final = R203.says(N_('nothing tests the flag "{flag}"; test it in a "when", or remove it here'))

R204: Final = Code(
    "R204",
    Severity.ERROR,
    N_("two files of one call of `check`, or of one library, have one id"),
    N_("the later file's `id` value"),
)
SAME_ID: Final = R204.says(
    N_('the id "{id}" is already that of {other}; give one of the two files another id')
)

# Texts

T301: Final = Code("T301", Severity.ERROR, N_("a Text lacks a language: one for each"), N_("the Text"))
LACKS_LANGUAGE: Final = T301.says(N_('this text lacks the language "{language}"; add it'))

T302: Final = Code(
    "T302",
    Severity.WARNING,
    N_("two base languages of a Text of two or more words are identical"),
    N_("the later one"),
)
IDENTICAL: Final = T302.says(
    N_(
        'the texts in "{first}" and "{second}" are identical; translate one, '
        "or write a single text for all languages"
    )
)

T303: Final = Code(
    "T303",
    Severity.WARNING,
    N_("one base language is over 2.5 times as long as another, both over 20 characters"),
    N_("the longer one"),
)
MUCH_LONGER: Final = T303.says(
    N_(
        'the text in "{longer}" is over 2.5 times as long as that in "{shorter}"; '
        "make sure that both say the same"
    )
)

T304: Final = Code(
    "T304",
    Severity.WARNING,
    N_("one Spanish line of the agent mixes `usted` with forms of tú (tú, ti, contigo, tu, tus, te)"),
    N_("the line"),
)
MIXED_ADDRESS: Final = T304.says(
    N_('this line mixes "usted" with "{word}"; address the customer in one way throughout')
)

T305: Final = Code(
    "T305",
    Severity.WARNING,
    N_("a recording was made of other words than its line has now"),
    N_("the words of the line"),
)
STALE_RECORDING: Final = T305.says(
    N_(
        'these words have changed since "{recording}" was recorded, so a voice speaks them; record them '
        'again, then run "puente voices recorded"'
    )
)

ITS_BRACKETS: Final = N_("its `[[`")

T306: Final = Code("T306", Severity.ERROR, N_("a span of another language is never closed"), ITS_BRACKETS)
UNCLOSED_SPAN: Final = T306.says(
    N_('this "[[" is never closed; write "]]" behind the words that it is about')
)

T307: Final = Code("T307", Severity.ERROR, N_("a span begins inside another"), N_("the inner `[[`"))
NESTED_SPAN: Final = T307.says(N_('this "[[" stands inside another; close that one with "]]" before it'))

T308: Final = Code(
    "T308",
    Severity.ERROR,
    N_("a span without a language, in a language that there is not, or without words"),
    ITS_BRACKETS,
)
SPAN_WITHOUT_LANGUAGE: Final = T308.says(
    N_('behind "[[" a language tag and a colon are wanted, as in "[[en: billing statement]]"')
)
SPAN_WITH_BAD_TAG: Final = T308.says(
    N_('"{tag}" is no language tag; write two lower-case letters, alone or with a region as in "en-US"')
)
SPAN_OF_UNKNOWN_LANGUAGE: Final = T308.says(
    N_('there is no language "{tag}"; write the two letters of its code, such as "en"')
)
EMPTY_SPAN: Final = T308.says(N_("this span has no words; write them behind the colon, or remove it"))

T309: Final = Code("T309", Severity.WARNING, N_("a span in the language of the text around it"), ITS_BRACKETS)
NO_SWITCH: Final = T309.says(
    N_('the text around these words is in "{tag}" too; remove the brackets, or name another language')
)

CODES: Final = (
    *(F001, F002, F003, F004, F005, F006, F007),
    *(S101, S102, S103, S104, S105, S106, S107),
    *(R201, R202, R203, R204),
    *(T301, T302, T303, T304, T305, T306, T307, T308, T309),
)
"""In the order of the published catalogue."""
