package org.foliot.export;

/** Text as XML 1.0 and HTML can hold it. */
public final class XmlText {
    private static final int REPLACEMENT = 0xfffd;

    private XmlText() {}

    /** The text without what XML has no way to write, not even escaped: most control characters become U+FFFD. */
    static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : REPLACEMENT).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    /** XML 1.0, production 2. */
    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' '
                        && c != 0xfffe
                        && c != 0xffff
                        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** The text as the content of an element, or the value of an attribute in double quotes. */
    public static String escaped(String text) {
        return legal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
