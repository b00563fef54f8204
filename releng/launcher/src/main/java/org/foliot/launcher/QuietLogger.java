package org.foliot.launcher;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Keeps the framework from writing to the standard output, which belongs to the application. What matters reaches the
 * user as the reason why a bundle cannot be used; the system property {@code foliot.debug} shows the rest.
 */
final class QuietLogger extends Logger {

    /** Whether the user wants to hear everything. */
    static final boolean TALKATIVE = Boolean.getBoolean("foliot.debug");

    @Override
    protected void doLog(Bundle bundle, ServiceReference service, int level, String message, Throwable thrown) {
        if (TALKATIVE) {
            System.err.println("felix: " + (bundle == null ? "" : bundle.getSymbolicName() + ": ") + message);
            if (thrown != null) {
                thrown.printStackTrace(System.err);
            }
        }
    }
}
