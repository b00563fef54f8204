package org.foliot.dsl;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;

/**
 * A language that is made before it is known what is installed. Making it takes some tenths of a second, in which a process can
 * do other things on another thread.
 */
public final class PreparedLanguage {
    private final AtomicReference<Supplier<Catalog>> catalog = new AtomicReference<>();
    private final FoliotLanguage language =
            FoliotLanguage.create(() -> catalog.get().get());

    /** Makes the language, with the grammar read and the parser ready. */
    public PreparedLanguage() {
        language.warmUp();
    }

    /**
     * The language, for the first who asks for it.
     *
     * @param installed what is installed; asked for every file
     * @return empty if somebody else has it
     */
    public Optional<FoliotLanguage> claim(Supplier<Catalog> installed) {
        return catalog.compareAndSet(null, installed) ? Optional.of(language) : Optional.empty();
    }
}
