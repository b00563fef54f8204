package org.foliot.dsl.lsp;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.generator.IShouldGenerate;
import org.eclipse.xtext.ide.server.codeActions.ICodeActionService2;
import org.eclipse.xtext.ide.server.codelens.ICodeLensService;
import org.eclipse.xtext.ide.server.commands.IExecutableCommandService;
import org.eclipse.xtext.ide.server.contentassist.ContentAssistService;
import org.eclipse.xtext.ide.server.formatting.FormattingService;
import org.eclipse.xtext.ide.server.hover.IHoverService;
import org.eclipse.xtext.ide.server.occurrences.IDocumentHighlightService;
import org.eclipse.xtext.ide.server.rename.IRenameService2;
import org.eclipse.xtext.ide.server.signatureHelp.ISignatureHelpService;
import org.eclipse.xtext.ide.server.symbol.DocumentSymbolService;
import org.eclipse.xtext.ide.server.symbol.HierarchicalDocumentSymbolService;
import org.eclipse.xtext.resource.IResourceFactory;
import org.eclipse.xtext.resource.IResourceServiceProvider;
import org.eclipse.xtext.util.Modules2;
import org.foliot.api.extension.Catalog;
import org.foliot.dsl.FoliotRuntimeModule;
import org.foliot.dsl.FoliotStandaloneSetup;
import org.foliot.dsl.ide.FoliotIdeModule;
import org.foliot.dsl.ide.meaning.Reasons;

/** Sets the language up with the services that answer in values of the protocol. */
final class EditingSetup extends FoliotStandaloneSetup {
    private final Supplier<Catalog> catalog;
    private final Runs runs;
    private final Everywhere everywhere;

    EditingSetup(Supplier<Catalog> catalog, Runs runs, Everywhere everywhere) {
        this.catalog = catalog;
        this.runs = runs;
        this.everywhere = everywhere;
    }

    /** As inherited, and for documents that have never been saved. */
    @Override
    public void register(Injector injector) {
        super.register(injector);
        Resource.Factory.Registry.INSTANCE
                .getProtocolToFactoryMap()
                .put(ScenarioDocuments.UNSAVED, injector.getInstance(IResourceFactory.class));
        IResourceServiceProvider.Registry.INSTANCE
                .getProtocolToFactoryMap()
                .put(ScenarioDocuments.UNSAVED, injector.getInstance(IResourceServiceProvider.class));
    }

    @Override
    public Injector createInjector() {
        Module services = binder -> {
            binder.bind(IResourceServiceProvider.class).to(ScenarioDocuments.class);
            binder.bind(ContentAssistService.class).to(Completions.class);
            binder.bind(IHoverService.class).to(HoverTexts.class);
            binder.bind(ICodeActionService2.class).to(CodeActions.class);
            binder.bind(ICodeLensService.class).to(CodeLenses.class);
            binder.bind(IExecutableCommandService.class).to(Commands.class);
            binder.bind(IDocumentHighlightService.class).to(Highlights.class);
            binder.bind(IRenameService2.class).to(Renaming.class);
            binder.bind(FormattingService.class).to(Formatting.class);
            binder.bind(DocumentSymbolService.class).to(Locations.class);
            binder.bind(HierarchicalDocumentSymbolService.class).to(Symbols.class);
            binder.bind(ISignatureHelpService.class).to(NoSignatures.class);
            // Nothing is generated, and by default each file would be validated once more to know whether to.
            binder.bind(IShouldGenerate.class).toInstance((file, cancelled) -> false);
            binder.bind(Reasons.class).to(RefusalWords.class);
            binder.bind(Runs.class).toInstance(runs);
            binder.bind(Everywhere.class).toInstance(everywhere);
        };
        return Guice.createInjector(Modules2.mixin(new FoliotRuntimeModule(catalog), new FoliotIdeModule(), services));
    }
}
