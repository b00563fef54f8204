package org.foliot.api.extension;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.foliot.api.scheduler.HostScheduler;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is installed at one moment: a snapshot of the extensions in the service registry. Immutable, so a run keeps the
 * bundles that it started with.
 */
@ProviderType
public interface Catalog {
    /** All extensions, ordered by kind and id. */
    List<InstalledExtension> extensions();

    /** Bundles and components that should have added something here and did not, each with the reason. */
    List<UnwiredBundle> unwired();

    /** What is there, adds nothing, and seems to be meant by an id that is not there: it is named like that, or its reason names it. */
    default Optional<UnwiredBundle> unwired(String id) {
        String wanted = plain(id);
        return unwired().stream()
                .filter(b ->
                        plain(b.name()).contains(wanted) || plain(b.reason()).contains(wanted))
                .findFirst();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The extension of a kind and id, if it is installed and its id is not claimed twice. */
    default Optional<InstalledExtension> find(ExtensionKind kind, String id) {
        return extensions().stream()
                .filter(e -> e.kind() == kind && e.id().equals(id))
                .findFirst();
    }

    /** The host scheduler that Linux kernels of a release have built in, if it is installed. */
    default Optional<InstalledExtension> builtInScheduler(KernelRelease release) {
        return extensions().stream()
                .filter(e -> e.service() instanceof HostScheduler<?> scheduler && scheduler.isBuiltInto(release))
                .findFirst();
    }

    /** The ids of a kind in alphabetical order, for messages and content assist. */
    default List<String> ids(ExtensionKind kind) {
        return extensions().stream()
                .filter(e -> e.kind() == kind)
                .map(InstalledExtension::id)
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }

    /**
     * Asks an extension something outside of a run, where somebody waits who has other things to do. A run watches over calls by
     * itself.
     *
     * @param extension of this catalogue
     * @param question calls it, on whatever thread
     * @throws NoAnswerException when it throws an error, or does not return within some seconds, then and whenever it is asked again;
     *     unless whoever made this catalogue waits for ever
     * @throws RuntimeException what else the question throws
     */
    default <T> T ask(InstalledExtension extension, Supplier<T> question) {
        return question.get();
    }
}
