"""Diagnostic codes SP7xx: documentation pages, and a spec held to them."""

from __future__ import annotations

from specpress.codes.code import Code

CODES: dict[str, Code] = {
    "SP701": Code(
        "error",
        "not a documentation page that can be read",
        "The file is empty, is HTML, is not UTF-8, or has no method followed by a path. What is wanted is the text of "
        "the page of one operation: open it in a browser, select all, copy, paste into a file.",
        "<!DOCTYPE html>",
    ),
    "SP702": Code(
        "error",
        "the page breaks off",
        "Something was begun and does not end: a list of options after its last comma, a default without a value, a "
        "page without its Response section. What was cut away is not known, so nothing can be said to agree with it.",
        "status\nenum<string>\nAvailable options:\nwaiting,",
    ),
    "SP703": Code(
        "error",
        "a line of the page is not understood",
        "The line is in a section where only fields and what belongs to them is expected. It may state something, so it "
        "is not passed over in silence. Remove it from the copy if it is not part of the page.",
        "Path Parameters\nsee also the guide",
    ),
    "SP704": Code(
        "warning",
        "a line of the page can be read in two ways",
        "Pages mark nothing: a single word may be a field without a type line or a description of one word, and a field may "
        "be named like a type. What follows decides; where it does not, the choice is reported so that you can check it.",
        "id\ninteger\nIdentifier\nname\nstring",
    ),
    "SP705": Code(
        "error",
        "the page has the same thing twice",
        "A field, a status or a header stands on the page a second time, which no page that was printed from one "
        "document does. Two pages may have been copied into one file.",
        "id\ninteger\nid\nstring",
    ),
    "SP710": Code(
        "error",
        "the spec lacks something that the page has",
        "The page shows a field, a parameter, an answer or an operation that the spec does not have: it was forgotten, or the page has grown since. Add it, or record the difference with a reason.",
        "# page: user_id\n# spec: no such property",
    ),
    "SP711": Code(
        "error",
        "the spec has something that the page does not show",
        "A spec that transcribes a page says what the page says, nothing more. If it is there for another reason, mark it with x-specpress-editorial and say why.",
        "x-specpress-editorial: The page shows 200 only.",
    ),
    "SP712": Code(
        "error",
        "the type differs from the page",
        "Type, null or format is not what the page prints. `X | null` on the page is one type and null; no type line is several types.",
        "# page: integer | null\ntype: integer",
    ),
    "SP713": Code(
        "error",
        "required differs from the page",
        "The page has the badge `required` and the spec does not require it, or the other way about.",
        "required: [id]",
    ),
    "SP714": Code(
        "error",
        "an option differs from the page",
        "The enum does not have just the options that the page lists.",
        "enum: [done, failed]",
    ),
    "SP715": Code(
        "error",
        "the default differs from the page",
        "The page prints a default where there is one; the spec has another, or has one that the page does not show.",
        "default: true",
    ),
    "SP716": Code(
        "error",
        "a limit differs from the page",
        "A length, range or pattern that the page prints is another one in the spec, or is not there. A limit that the page does not print proves nothing and is never a difference.",
        "minLength: 2",
    ),
    "SP717": Code(
        "error",
        "the order differs from the page",
        "Fields, options and the parameters of a section stand in the order of the page, so that the two can be read side by side and generated code stays put.",
        "enum: [failed, done]",
    ),
    "SP718": Code(
        "error",
        "a name or place differs from the page",
        "Something has another name in the spec than on the page, or goes to another place: a field, a parameter and where it goes, the path, the method, the status, the media type.",
        "in: header",
    ),
    "SP719": Code(
        "error",
        "authorization differs from the page",
        "The page says in which header, query parameter or cookie the credential goes, and its prose says what is put before it (`Key <api-key>`): in the spec that is the scheme, and x-specpress-prefix.",
        "x-specpress-prefix: 'Key '",
    ),
    "SP720": Code(
        "error",
        "a flag differs from the page",
        "deprecated, read-only or write-only is printed on the page and not in the spec, or the other way about. Early pages print none of them, so there only what is printed counts.",
        "deprecated: true",
    ),
    "SP721": Code(
        "warning",
        "a description says something else than the page",
        "The words differ, punctuation and case aside. Descriptions may be bettered, so this does not fail.",
        "description: The key of the user",
    ),
    "SP722": Code(
        "note",
        "an editorial choice without its mark",
        "No page states titles, versions, servers, tags and operation ids, and this page not this description. The mark tells the next reader that it is ours.",
        "x-specpress-editorial:\n  operationId: The page states none.",
    ),
    "SP723": Code(
        "error",
        "marked as editorial, and the page states it",
        "The mark says that the page is silent about this, and the page is not. Either the page has learned to say it, or the mark was wrong.",
        "x-specpress-editorial:\n  default: Ours.",
    ),
    "SP725": Code(
        "error",
        "an editorial mark that cannot be right",
        "The value is a reason in words, or maps keys of the same object to reasons; `(name)` stands for the name of the object itself.",
        "x-specpress-editorial: true",
    ),
    "SP726": Code(
        "error",
        "a recorded deviation that cannot be read",
        "Each record has five texts: at, code, page and spec as `specpress verify` prints them, and the reason.",
        "deviations:\n  - at: GET /pets 200 name\n    code: SP713",
    ),
    "SP727": Code(
        "error",
        "a recorded deviation that no longer applies",
        "What it describes is not so any more: spec and page agree now, or differ in another way. Records are exact so that a new difference never hides behind an old one.",
        "deviations:\n  - code: SP713",
    ),
    "SP730": Code(
        "error",
        "a recorded answer that cannot be used",
        "It is not JSON, or nothing says which operation gave it. A file is a bare body named after its operation and status (`get_pet.200.json`), or an envelope with method, path, status and body.",
        '{"method": "GET", "path": "/pets/1", "status": 200, "body": {}}',
    ),
    "SP731": Code(
        "error",
        "the live API sends a field that the spec lacks",
        "Models keep such a field, so nothing breaks, and nobody can use it by name either. The patch adds it with the type that was seen; decide whether that is the whole truth.",
        '{"id": 1, "brand_new": true}',
    ),
    "SP732": Code(
        "error",
        "the live API sends a value that the enum lacks",
        "Models keep the value as an unknown member; strict ones refuse it. The patch adds it.",
        '{"status": "queued"}',
    ),
    "SP733": Code(
        "error",
        "the live API sends another type",
        "A value is of a type, or null, that the spec does not allow: strict models and strict servers refuse the answer.",
        '{"id": "1"}',
    ),
    "SP734": Code(
        "error",
        "the live API leaves a required field out",
        "The spec says that it is always there, so models do not decode an answer without it.",
        "{}",
    ),
    "SP735": Code(
        "error",
        "the live API answers with a status that the spec lacks",
        "Clients treat it as an error of which nothing is known.",
        '{"status": 202, "body": {}}',
    ),
    "SP736": Code(
        "error",
        "the strict models refuse a live answer",
        "A limit, a pattern or a format of the spec does not hold for what the API really sends.",
        '{"name": ""}',
    ),
}
