package org.foliot.dsl;

import com.google.inject.Binder;
import com.google.inject.TypeLiteral;
import com.google.inject.name.Names;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.emf.ecore.EValidator;
import org.eclipse.emf.ecore.impl.EValidatorRegistryImpl;
import org.eclipse.xtext.conversion.IValueConverterService;
import org.eclipse.xtext.documentation.impl.AbstractMultiLineCommentProvider;
import org.eclipse.xtext.formatting2.IFormatter2;
import org.eclipse.xtext.linking.ILinkingDiagnosticMessageProvider;
import org.eclipse.xtext.parser.antlr.ISyntaxErrorMessageProvider;
import org.eclipse.xtext.resource.IDefaultResourceDescriptionStrategy;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.validation.IResourceValidator;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.dsl.formatting2.FoliotFormatter;
import org.foliot.dsl.messages.LinkingMessages;
import org.foliot.dsl.messages.SyntaxMessages;
import org.foliot.dsl.resource.ExportedElements;
import org.foliot.dsl.resource.Imports;
import org.foliot.dsl.resource.ScenarioResource;
import org.foliot.dsl.validation.ScenarioIssues;

/** Binds the parts of the language that are written by hand, and what is installed. */
public class FoliotRuntimeModule extends AbstractFoliotRuntimeModule {
    private final Supplier<Catalog> catalog;

    /** A language for which nothing is installed. */
    public FoliotRuntimeModule() {
        this(() -> NOTHING);
    }

    /**
     * A language for what is installed.
     *
     * @param catalog asked anew for every file that is checked
     */
    public FoliotRuntimeModule(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    private static final Catalog NOTHING = new Catalog() {
        @Override
        public List<InstalledExtension> extensions() {
            return List.of();
        }

        @Override
        public List<UnwiredBundle> unwired() {
            return List.of();
        }
    };

    @Override
    public void configure(Binder binder) {
        super.configure(binder);
        binder.bind(new TypeLiteral<Supplier<Catalog>>() {}).toInstance(catalog);
        // Only a comment that begins with two stars documents what follows it.
        binder.bindConstant()
                .annotatedWith(Names.named(AbstractMultiLineCommentProvider.START_TAG))
                .to("/\\*\\*");
    }

    @Override
    public Class<? extends XtextResource> bindXtextResource() {
        return ScenarioResource.class;
    }

    @Override
    public Class<? extends IValueConverterService> bindIValueConverterService() {
        return Texts.class;
    }

    /** A registry of its own, so that two languages with different catalogues can live beside each other. */
    @Override
    public EValidator.Registry bindEValidatorRegistry() {
        return new EValidatorRegistryImpl();
    }

    public Class<? extends ILinkingDiagnosticMessageProvider.Extended> bindILinkingDiagnosticMessageProvider() {
        return LinkingMessages.class;
    }

    public Class<? extends ISyntaxErrorMessageProvider> bindISyntaxErrorMessageProvider() {
        return SyntaxMessages.class;
    }

    public Class<? extends IFormatter2> bindIFormatter2() {
        return FoliotFormatter.class;
    }

    public Class<? extends IDefaultResourceDescriptionStrategy> bindIDefaultResourceDescriptionStrategy() {
        return ExportedElements.class;
    }

    /** Which files to look at again when one changes. */
    public Class<? extends IResourceDescription.Manager> bindIResourceDescriptionManager() {
        return Imports.class;
    }

    public Class<? extends IResourceValidator> bindIResourceValidator() {
        return ScenarioIssues.class;
    }
}
