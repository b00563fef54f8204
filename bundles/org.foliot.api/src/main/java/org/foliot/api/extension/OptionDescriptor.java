package org.foliot.api.extension;

import java.util.List;
import java.util.Optional;

/**
 * One option as its bundle declared it.
 *
 * @param name as a scenario writes it
 * @param type what it takes
 * @param words the words of a {@link OptionType#CHOICE}, empty otherwise
 * @param defaultText the default for the oldest release, absent when the option must be set
 * @param byRelease later defaults, oldest first
 * @param min smallest value as text, absent for none
 * @param max largest value as text, absent for none
 * @param documentation what it does
 */
public record OptionDescriptor(
        String name,
        OptionType type,
        List<String> words,
        Optional<String> defaultText,
        List<ReleaseDefault> byRelease,
        Optional<String> min,
        Optional<String> max,
        String documentation) {

    /**
     * A default that holds from a release on.
     *
     * @param from first release that behaves so
     * @param value the default as text
     * @param commit where it changed, may be empty
     */
    public record ReleaseDefault(KernelRelease from, String value, String commit) {}

    /** The default for a kernel release, or nothing when the option must be set. */
    public Optional<String> defaultFor(KernelRelease release) {
        Optional<String> chosen = defaultText;
        for (ReleaseDefault later : byRelease) {
            if (release.isAtLeast(later.from())) {
                chosen = Optional.of(later.value());
            }
        }
        return chosen;
    }
}
