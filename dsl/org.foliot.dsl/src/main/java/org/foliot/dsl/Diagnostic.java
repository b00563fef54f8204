package org.foliot.dsl;

/**
 * One thing to say about a place in a scenario.
 *
 * @param severity how much it matters
 * @param code stable name of the rule, one of {@link Codes}
 * @param file path as the user gave it; of an imported file, in the same manner
 * @param line from 1
 * @param column from 1, in UTF-16 units
 * @param length how many UTF-16 units it is about, at least 1, never beyond the end of the line
 * @param message what is wrong, without a full stop
 * @param remedy what would be right, or how to get there; empty where the message says it all
 */
public record Diagnostic(
        Severity severity, String code, String file, int line, int column, int length, String message, String remedy) {
    /** Whether the scenario cannot run because of it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Place, severity and message on one line, for logs and reports. */
    @Override
    public String toString() {
        String place = file + ":" + line + ":" + column + ": " + severity + ": " + message;
        return remedy.isEmpty() ? place : place + "; " + remedy;
    }
}
