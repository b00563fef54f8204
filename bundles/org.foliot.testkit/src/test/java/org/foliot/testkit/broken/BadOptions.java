package org.foliot.testkit.broken;

import org.foliot.api.extension.Option;
import org.foliot.api.host.HostFacts;
import org.foliot.api.memory.GuestMemory;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.api.memory.StealMemory;
import org.foliot.time.Duration;

/** Strategies that work, but whose options or component are not as they have to be. */
public final class BadOptions {
    private BadOptions() {}

    /** Does what a sound strategy does, under options of its own. */
    private abstract static class Sound<O extends Record> implements MemoryStrategy<O> {
        @Override
        public StealMemory open(O options, HostFacts host, GuestMemory memory, Demand demand) {
            return new SoundMemory().open(new SoundMemory.NoOptions(), host, memory, demand);
        }
    }

    /** An option about which nothing is said. */
    public static final class Undocumented extends Sound<Undocumented.Options> {
        /** The options. */
        public record Options(
                @Option(doc = "", value = "on") boolean often) {}

        @Override
        public Class<Options> optionsType() {
            return Options.class;
        }
    }

    /** Defaults that the record itself refuses. */
    public static final class RefusesItsDefaults extends Sound<RefusesItsDefaults.Options> {
        /** The options. */
        public record Options(
                @Option(doc = "How many.", value = "3") int pages) {
            public Options {
                if (pages % 2 != 0) {
                    throw new IllegalArgumentException("pages must be even, but is " + pages);
                }
            }
        }

        @Override
        public Class<Options> optionsType() {
            return Options.class;
        }
    }

    /** A limit that is none of the values. */
    public static final class LimitsTheOtherWayRound extends Sound<LimitsTheOtherWayRound.Options> {
        /** The options. */
        public record Options(
                @Option(doc = "How long.", min = "2 ms", max = "1 ms")
                Duration slice) {}

        @Override
        public Class<Options> optionsType() {
            return Options.class;
        }
    }

    /** A component that remembers. */
    public static final class Remembers extends Sound<SoundMemory.NoOptions> {
        private int opened;

        @Override
        public Class<SoundMemory.NoOptions> optionsType() {
            return SoundMemory.NoOptions.class;
        }

        @Override
        public StealMemory open(SoundMemory.NoOptions options, HostFacts host, GuestMemory memory, Demand demand) {
            opened = Math.max(opened, demand.vcpus());
            return super.open(options, host, memory, demand);
        }
    }

    /** An option of a type that no scenario could write. */
    public static final class UnknownType extends Sound<UnknownType.Options> {
        /** The options. */
        public record Options(
                @Option(doc = "Any thing.", value = "x") Object thing) {}

        @Override
        public Class<Options> optionsType() {
            return Options.class;
        }
    }

    /** A default outside of its own range. */
    public static final class DefaultOutOfRange extends Sound<DefaultOutOfRange.Options> {
        /** The options. */
        public record Options(
                @Option(doc = "How long.", value = "20 ms", min = "1 ms", max = "10 ms")
                Duration slice) {}

        @Override
        public Class<Options> optionsType() {
            return Options.class;
        }
    }
}
