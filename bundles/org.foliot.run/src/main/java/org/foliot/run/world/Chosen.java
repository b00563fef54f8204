package org.foliot.run.world;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.program.ExtensionUse;
import org.foliot.program.Source;

/**
 * An extension as a program uses it, with its options for one kernel release.
 *
 * @param extension what is installed
 * @param options an instance of its options record
 */
record Chosen(InstalledExtension extension, Record options) {
    /**
     * Finds the extension and makes its options.
     *
     * @throws InvalidProgramException when it is not installed, or a setting is wrong
     */
    static Chosen of(ExtensionUse use, Catalog catalog, KernelRelease release) {
        Optional<InstalledExtension> found = catalog.find(use.kind(), use.id());
        if (found.isEmpty()) {
            throw new InvalidProgramException(use.source(), missing(use, catalog));
        }
        try {
            return new Chosen(found.get(), found.get().schema().instantiate(use.settings(), release));
        } catch (OptionException e) {
            throw new InvalidProgramException(
                    use.source(), use.kind().title() + " " + use.id() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The host scheduler that a kernel has built in, with its defaults.
     *
     * @throws InvalidProgramException when it is not installed
     */
    static Chosen builtIn(KernelRelease release, Catalog catalog, Source wanted) {
        InstalledExtension found = catalog.builtInScheduler(release)
                .orElseThrow(() -> new InvalidProgramException(
                        wanted,
                        "the host scheduler of Linux " + release + " is not installed; "
                                + installed(ExtensionKind.HOST_SCHEDULER, catalog)));
        return new Chosen(found, found.schema().instantiate(Map.of(), release));
    }

    private static String missing(ExtensionUse use, Catalog catalog) {
        return "the " + use.kind().title() + " " + use.id() + " is not installed; " + installed(use.kind(), catalog);
    }

    private static String installed(ExtensionKind kind, Catalog catalog) {
        String installed = String.join(", ", catalog.ids(kind));
        String unwired = catalog.unwired().stream().map(Chosen::describe).collect(Collectors.joining("; "));
        return (installed.isEmpty() ? "none is" : "installed: " + installed)
                + (unwired.isEmpty() ? "" : " (not wired: " + unwired + ")");
    }

    private static String describe(UnwiredBundle bundle) {
        return bundle.name() + " " + bundle.reason();
    }
}
