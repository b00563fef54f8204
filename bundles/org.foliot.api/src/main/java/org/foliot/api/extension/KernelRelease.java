package org.foliot.api.extension;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mainline Linux release such as 5.10; the stable level does not count. */
public record KernelRelease(int major, int minor) implements Comparable<KernelRelease> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** The release assumed where a scenario names none. */
    public static final KernelRelease DEFAULT = new KernelRelease(6, 12);

    public KernelRelease {
        if (major < 0 || minor < 0) {
            throw new OptionException(major + "." + minor + " is not a kernel release");
        }
    }

    /** Reads {@code 5.10}; anything else is an {@link OptionException}. */
    public static KernelRelease parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new OptionException(text + " is not a kernel release such as 5.10");
        }
        return new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether this release is that one or newer. */
    public boolean isAtLeast(KernelRelease other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(KernelRelease other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
