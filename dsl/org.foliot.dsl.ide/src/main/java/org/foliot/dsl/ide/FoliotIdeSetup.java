package org.foliot.dsl.ide;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.function.Supplier;
import org.eclipse.xtext.util.Modules2;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.FoliotRuntimeModule;
import org.foliot.dsl.FoliotStandaloneSetup;

/** Sets the language up together with its editing services, where no Equinox extension registry does it. */
public class FoliotIdeSetup extends FoliotStandaloneSetup {
    private final FoliotRuntimeModule runtime;

    /** For editors that know of nothing installed. */
    public FoliotIdeSetup() {
        this.runtime = new FoliotRuntimeModule();
    }

    /**
     * For editors of what is installed.
     *
     * @param catalog asked anew for every answer
     */
    public FoliotIdeSetup(Supplier<Catalog> catalog) {
        this.runtime = new FoliotRuntimeModule(catalog);
    }

    @Override
    public Injector createInjector() {
        return Guice.createInjector(Modules2.mixin(runtime, new FoliotIdeModule()));
    }
}
