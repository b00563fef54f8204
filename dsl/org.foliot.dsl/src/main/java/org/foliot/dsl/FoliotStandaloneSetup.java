package org.foliot.dsl;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;

/** Sets the language up where no Equinox extension registry does it. */
public class FoliotStandaloneSetup extends FoliotStandaloneSetupGenerated {
    private final FoliotRuntimeModule module;

    /** A language for which nothing is installed. */
    public FoliotStandaloneSetup() {
        this.module = new FoliotRuntimeModule();
    }

    /** A language for what is installed. */
    public FoliotStandaloneSetup(Supplier<Catalog> catalog) {
        this.module = new FoliotRuntimeModule(catalog);
    }

    @Override
    public Injector createInjector() {
        return Guice.createInjector(module);
    }

    /** Registers the language with EMF; for tools that find it by the extension of a file. */
    public static void doSetup() {
        new FoliotStandaloneSetup().createInjectorAndDoEMFRegistration();
    }
}
