package org.foliot.api.extension;

/**
 * One extension that is ready for use.
 *
 * @param kind what it is
 * @param id the word of the scenario
 * @param documentation one or two sentences
 * @param schema its options
 * @param service the component itself, an instance of {@link ExtensionKind#service()}
 * @param bundle where it came from
 */
public record InstalledExtension(
        ExtensionKind kind,
        String id,
        String documentation,
        OptionSchema<?> schema,
        Configurable<?> service,
        Provenance bundle) {

    /**
     * The bundle behind an extension, as a run's manifest records it.
     *
     * @param symbolicName the bundle's symbolic name
     * @param version the bundle's version
     * @param digest {@code sha256:} and 64 hexadecimal digits over the jar
     */
    public record Provenance(String symbolicName, String version, String digest) {}
}
