package org.foliot.validation.report;

/** Text inside XML and HTML. */
final class Xml {
    private Xml() {}

    /** The text with what has a meaning in XML written as entities, and without what XML 1.0 cannot say. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c ->
                        Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF || c >= 0xFFFE && c <= 0xFFFF ? ' ' : c)
                .forEach(out::appendCodePoint);
        return out.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
