package org.foliot.dsl.ui;

import com.google.inject.Injector;
import org.eclipse.xtext.ui.guice.AbstractGuiceAwareExecutableExtensionFactory;
import org.osgi.framework.Bundle;

/** Makes what {@code plugin.xml} names after a colon with the injector of the language. */
public final class FoliotExecutableExtensionFactory extends AbstractGuiceAwareExecutableExtensionFactory {

    @Override
    protected Bundle getBundle() {
        return FoliotUiPlugin.get().getBundle();
    }

    @Override
    protected Injector getInjector() {
        return FoliotUiPlugin.get().injector();
    }
}
