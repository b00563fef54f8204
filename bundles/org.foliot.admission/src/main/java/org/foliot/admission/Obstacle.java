package org.foliot.admission;

import java.util.Locale;

/**
 * Why a host cannot take a guest.
 *
 * @param kind in one word
 * @param pattern the whole sentence, with {@code %1$s} for the guest and {@code %2$s} for the host
 */
public record Obstacle(Kind kind, String pattern) {
    /** The words of the field for what can be in the way; a scenario writes them in lower case. */
    public enum Kind {
        /** The host has not enough memory left. */
        HOST_MEMORY,
        /** Another hypervisor, which cannot read what this one saved. */
        SAVED_STATE,
        /** The counter that the guest knows runs at another frequency. */
        COUNTER_FREQUENCY,
        /** The host has no stolen time to offer. */
        PV_TIME,
        /** The host does not implement the revision of the guest's stolen-time structures. */
        STRUCTURE_REVISION,
        /** The guest's memory strategy cannot place its structures on the host. */
        MEMORY,
        /** The host cannot go on with the hypercall services that the guest was given. */
        HYPERCALL_SERVICES,
        /** A processor of the host is none of those that the guest was told of. */
        IMPLEMENTATIONS,
        /** MIDR_EL1 would change. */
        MIDR,
        /** REVIDR_EL1 would change. */
        REVIDR,
        /** AIDR_EL1 would change. */
        AIDR,
        /** A field of CTR_EL0 promises what the host does not keep, or cannot be shown as it was. */
        CTR,
        /** A field of a feature register promises what the host does not have, or cannot be shown as it was. */
        FEATURES,
        /** The host's processors have an erratum that the guest's kernel does not work around. */
        ERRATA,
        /** Two workarounds would be needed that do not go together. */
        ERRATA_CONFLICT;

        /**
         * Whether no force helps: without memory there is no room for the guest, and under another hypervisor nothing of it but its
         * memory, and drivers for what is not there.
         */
        public boolean isInsurmountable() {
            return this == HOST_MEMORY || this == SAVED_STATE;
        }

        /** As a scenario writes it, for example {@code counter_frequency}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The sentence about a guest and a host. */
    public String sentence(String guest, String host) {
        return String.format(Locale.ROOT, pattern, guest, host);
    }
}
