package org.foliot.export;

/** The few colours of a terminal that are used, or none. */
enum Palette {
    /** No escape sequences at all. */
    PLAIN("", "", "", "", ""),
    /** The basic colours of ECMA-48, which every terminal theme keeps readable. */
    COLOURED("\u001b[32m", "\u001b[31m", "\u001b[33m", "\u001b[1m", "\u001b[0m");

    private final String good;
    private final String bad;
    private final String odd;
    private final String strong;
    private final String end;

    Palette(String good, String bad, String odd, String strong, String end) {
        this.good = good;
        this.bad = bad;
        this.odd = odd;
        this.strong = strong;
        this.end = end;
    }

    String good(String text) {
        return good + text + end;
    }

    String bad(String text) {
        return bad + text + end;
    }

    String odd(String text) {
        return odd + text + end;
    }

    String strong(String text) {
        return strong + text + end;
    }
}
