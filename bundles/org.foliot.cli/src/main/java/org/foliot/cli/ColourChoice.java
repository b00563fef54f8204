package org.foliot.cli;

/** When to use colours. */
enum ColourChoice {
    /** On a terminal on which nobody set NO_COLOR. */
    auto,
    always,
    never;

    boolean on(Terminal terminal) {
        return this == always || this == auto && terminal.colours();
    }
}
