package org.foliot.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the simulator, as its build wrote it down. */
public final class FoliotVersion {
    private static final String RESOURCE = "version.properties";

    private FoliotVersion() {}

    /** For example {@code 0.1.0}. */
    public static String get() {
        Properties properties = new Properties();
        try (InputStream in = FoliotVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        return properties.getProperty("version");
    }
}
