package org.foliot.run;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.foliot.engine.RandomStreams.Pairing;

/**
 * What has to be the same for a run to be the same, and what came out.
 *
 * <p>Everything but {@link #environment()} depends on the program, the seed and the bundles alone, so two manifests of one
 * run differ in nothing else.
 *
 * @param foliotVersion version of the simulator
 * @param scenario the scenario's name
 * @param origin the mail or incident that it came from
 * @param files the scenario's files with their digests, as far as whoever ran it knew them; the main file first
 * @param seed the seed
 * @param pairing whether the run is one of a pair with mirrored random numbers
 * @param parameters every parameter with its value
 * @param untilVerdict whether it was to end as soon as its verdict was known
 * @param untilCondition whether a condition that is not of the scenario could end it; what such a run was cannot be told
 *     from its manifest alone
 * @param ingredients what the fingerprint is made of; see {@link RunSettings#DEFAULT_INGREDIENTS}
 * @param bundles the extensions that were used, by kind and id
 * @param outcome how the run ended
 * @param end the instant at which it ended, in picoseconds
 * @param fingerprint of the whole trajectory
 * @param environment where it was run; not part of the run's identity
 */
public record Manifest(
        String foliotVersion,
        String scenario,
        Optional<String> origin,
        List<ScenarioFile> files,
        long seed,
        Pairing pairing,
        SortedMap<String, String> parameters,
        boolean untilVerdict,
        boolean untilCondition,
        String ingredients,
        List<BundleUse> bundles,
        Outcome outcome,
        long end,
        String fingerprint,
        Environment environment) {
    /**
     * A file of a scenario.
     *
     * @param path as the user gave it
     * @param name where a copy of it goes; see {@link ScenarioSource#name()}
     * @param digest {@code sha256:} and 64 hexadecimal digits
     */
    public record ScenarioFile(String path, String name, String digest) {}

    /**
     * Where a run took place.
     *
     * @param javaVersion version of the Java platform
     * @param javaVendor its vendor
     * @param operatingSystem name and architecture of the operating system
     */
    public record Environment(String javaVersion, String javaVendor, String operatingSystem) {
        /** The present one. */
        public static Environment current() {
            return new Environment(
                    System.getProperty("java.version", ""),
                    System.getProperty("java.vendor", ""),
                    System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        }
    }

    public Manifest {
        files = List.copyOf(files);
        bundles = List.copyOf(bundles);
    }
}
