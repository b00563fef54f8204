package org.foliot.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where the command line writes to, and whether that is a person's terminal.
 *
 * @param out standard output
 * @param err standard error
 * @param environment the environment variables
 */
record Terminal(PrintStream out, PrintStream err, Map<String, String> environment) {
    /** Whether colours are wanted: a terminal on which nobody set NO_COLOR. */
    boolean colours() {
        return interactive() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Whether somebody watches. The JDK tells of standard input and output together; {@code TERM=dumb} says no. */
    boolean interactive() {
        return System.console() != null
                && isTerminal()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** From JDK 22 on a console exists without a terminal as well and has to be asked. */
    private static boolean isTerminal() {
        try {
            return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(System.console());
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
