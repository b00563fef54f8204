package org.foliot.dsl.lsp;

import com.google.inject.AbstractModule;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.xtext.ide.server.ILanguageServerShutdownAndExitHandler;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.util.IFileSystemScanner;

/** Binds the parts of the server that are not of the language. */
final class SessionModule extends AbstractModule {
    private final Farewell farewell;
    private final Runs runs;
    private final Everywhere everywhere;

    SessionModule(Farewell farewell, Runs runs, Everywhere everywhere) {
        this.farewell = farewell;
        this.runs = runs;
        this.everywhere = everywhere;
    }

    @Override
    protected void configure() {
        bind(LanguageServer.class).to(ScenarioServer.class);
        bind(WorkspaceManager.class).to(Workspace.class);
        bind(IFileSystemScanner.class).to(ScenarioFiles.class);
        bind(ILanguageServerShutdownAndExitHandler.class).toInstance(farewell);
        bind(Farewell.class).toInstance(farewell);
        bind(IResourceServiceProvider.Registry.class).toInstance(IResourceServiceProvider.Registry.INSTANCE);
        bind(Runs.class).toInstance(runs);
        bind(Everywhere.class).toInstance(everywhere);
    }
}
