package org.foliot.cli;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.FoliotLanguage;
import org.foliot.dsl.PreparedLanguage;

/**
 * Where commands get their language from: one that has been made since the process began, or a new one.
 *
 * @param prepared what is being made, empty if nothing is
 */
record Languages(Optional<Future<?>> prepared) {
    /** A language for what is installed. */
    FoliotLanguage create(Supplier<Catalog> installed) {
        return prepared.flatMap(Languages::result)
                .flatMap(language -> language.claim(installed))
                .orElseGet(() -> FoliotLanguage.create(installed));
    }

    private static Optional<PreparedLanguage> result(Future<?> future) {
        try {
            return future.get() instanceof PreparedLanguage language ? Optional.of(language) : Optional.empty();
        } catch (ExecutionException wrong) {
            // Whatever it was, it happens again where somebody reports it.
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
