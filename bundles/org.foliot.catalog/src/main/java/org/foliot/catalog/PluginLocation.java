package org.foliot.catalog;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/**
 * The location by which the framework knows a bundle that was copied from a plug-in folder: the file may have changed since,
 * so what was in it is part of the location.
 *
 * @param number tells installations of the same content apart
 * @param digest {@code sha256:} and 64 hexadecimal digits over the copy
 * @param file from where it was copied
 */
record PluginLocation(long number, String digest, Path file) {
    private static final Pattern FORM =
            Pattern.compile("foliot-plugin:(\\d+):(sha256:[0-9a-f]{64}):(.+)", Pattern.DOTALL);

    String text() {
        return "foliot-plugin:" + number + ":" + digest + ":" + file;
    }

    /** The location of a bundle, if it was copied from a plug-in folder. */
    static Optional<PluginLocation> of(Bundle bundle) {
        Matcher parts = FORM.matcher(bundle.getLocation());
        return parts.matches()
                ? Optional.of(
                        new PluginLocation(Long.parseLong(parts.group(1)), parts.group(2), Path.of(parts.group(3))))
                : Optional.empty();
    }
}
