package org.foliot.dsl.lsp;

import com.google.inject.Singleton;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.resource.impl.DefaultResourceServiceProvider;

/**
 * Takes for scenarios what ends in {@code .foliot} and what has never been saved: editors send only what is written in the
 * language, and what is saved nowhere has an address that ends in nothing.
 */
@Singleton
class ScenarioDocuments extends DefaultResourceServiceProvider {
    /** The scheme of what is saved nowhere. */
    static final String UNSAVED = "untitled";

    @Override
    public boolean canHandle(URI address) {
        return UNSAVED.equals(address.scheme()) || super.canHandle(address);
    }
}
