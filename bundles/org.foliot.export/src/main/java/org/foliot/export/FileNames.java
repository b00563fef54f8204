package org.foliot.export;

import java.util.regex.Pattern;

/** How files of a thing are called, whatever the thing is called. */
public final class FileNames {
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]");

    private FileNames() {}

    /** The name with an underscore for each character that is not the same on every system. */
    public static String of(String name) {
        return UNFIT.matcher(name).replaceAll("_");
    }
}
