// Markdown to safe HTML; cmark stays behind this module.
