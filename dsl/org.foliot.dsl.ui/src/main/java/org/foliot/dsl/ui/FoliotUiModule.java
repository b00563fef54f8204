package org.foliot.dsl.ui;

import com.google.inject.Binder;
import com.google.inject.Provider;
import com.google.inject.name.Names;
import org.eclipse.compare.IViewerCreator;
import org.eclipse.jface.text.contentassist.IContentAssistProcessor;
import org.eclipse.jface.viewers.ILabelProvider;
import org.eclipse.ui.plugin.AbstractUIPlugin;
import org.eclipse.xtext.builder.BuilderParticipant;
import org.eclipse.xtext.builder.EclipseOutputConfigurationProvider;
import org.eclipse.xtext.builder.IXtextBuilderParticipant;
import org.eclipse.xtext.builder.builderState.IBuilderState;
import org.eclipse.xtext.builder.clustering.CurrentDescriptions;
import org.eclipse.xtext.builder.impl.PersistentDataAwareDirtyResource;
import org.eclipse.xtext.builder.nature.NatureAddingEditorCallback;
import org.eclipse.xtext.formatting2.FormatterPreferences;
import org.eclipse.xtext.generator.IContextualOutputConfigurationProvider;
import org.eclipse.xtext.ide.LexerIdeBindings;
import org.eclipse.xtext.parser.antlr.AntlrTokenDefProvider;
import org.eclipse.xtext.parser.antlr.ITokenDefProvider;
import org.eclipse.xtext.parser.antlr.Lexer;
import org.eclipse.xtext.preferences.IPreferenceValuesProvider;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.containers.IAllContainersState;
import org.eclipse.xtext.resource.impl.ResourceDescriptionsProvider;
import org.eclipse.xtext.ui.DefaultUiModule;
import org.eclipse.xtext.ui.compare.DefaultViewerCreator;
import org.eclipse.xtext.ui.editor.DocumentBasedDirtyResource;
import org.eclipse.xtext.ui.editor.IXtextEditorCallback;
import org.eclipse.xtext.ui.editor.formatting.IContentFormatterFactory;
import org.eclipse.xtext.ui.editor.formatting2.ContentFormatterFactory;
import org.eclipse.xtext.ui.editor.hover.IEObjectHover;
import org.eclipse.xtext.ui.editor.model.IResourceForEditorInputFactory;
import org.eclipse.xtext.ui.editor.model.ResourceForIEditorInputFactory;
import org.eclipse.xtext.ui.editor.occurrences.MarkOccurrenceActionContributor;
import org.eclipse.xtext.ui.editor.outline.IOutlineTreeProvider;
import org.eclipse.xtext.ui.editor.preferences.IPreferenceStoreAccess;
import org.eclipse.xtext.ui.editor.preferences.IPreferenceStoreInitializer;
import org.eclipse.xtext.ui.editor.quickfix.IssueResolutionProvider;
import org.eclipse.xtext.ui.editor.syntaxcoloring.AbstractAntlrTokenToAttributeIdMapper;
import org.eclipse.xtext.ui.editor.syntaxcoloring.IHighlightingConfiguration;
import org.eclipse.xtext.ui.refactoring.IDependentElementsCalculator;
import org.eclipse.xtext.ui.refactoring.IReferenceUpdater;
import org.eclipse.xtext.ui.refactoring.IRenameRefactoringProvider;
import org.eclipse.xtext.ui.refactoring.IRenameStrategy;
import org.eclipse.xtext.ui.refactoring.impl.DefaultDependentElementsCalculator;
import org.eclipse.xtext.ui.refactoring.impl.DefaultReferenceUpdater;
import org.eclipse.xtext.ui.refactoring.impl.DefaultRenameRefactoringProvider;
import org.eclipse.xtext.ui.refactoring.impl.DefaultRenameStrategy;
import org.eclipse.xtext.ui.refactoring.ui.DefaultRenameSupport;
import org.eclipse.xtext.ui.refactoring.ui.IRenameSupport;
import org.eclipse.xtext.ui.refactoring.ui.RefactoringPreferences;
import org.eclipse.xtext.ui.resource.IResourceSetProvider;
import org.eclipse.xtext.ui.resource.ResourceServiceDescriptionLabelProvider;
import org.eclipse.xtext.ui.resource.SimpleResourceSetProvider;
import org.eclipse.xtext.ui.shared.Access;
import org.foliot.dsl.parser.antlr.internal.InternalFoliotLexer;
import org.foliot.dsl.ui.contentassist.FoliotAssist;
import org.foliot.dsl.ui.highlighting.FoliotStyles;
import org.foliot.dsl.ui.highlighting.FoliotTokens;
import org.foliot.dsl.ui.hover.FoliotHover;
import org.foliot.dsl.ui.labeling.FoliotDescriptionLabels;
import org.foliot.dsl.ui.labeling.FoliotLabels;
import org.foliot.dsl.ui.outline.FoliotOutline;
import org.foliot.dsl.ui.quickfix.FoliotQuickfixes;

/**
 * Binds the editor: what Xtext's generator would bind for a language with a user interface, without Java in the workbench,
 * and the parts of it that are Foliot's.
 */
public final class FoliotUiModule extends DefaultUiModule {

    /** An editor that keeps its preferences with a plug-in. */
    public FoliotUiModule(AbstractUIPlugin plugin) {
        super(plugin);
    }

    // ------------------------------------------------------------------------------------------- no Java in the
    // workbench

    @Override
    public Class<? extends IResourceForEditorInputFactory> bindIResourceForEditorInputFactory() {
        return ResourceForIEditorInputFactory.class;
    }

    @Override
    public Class<? extends IResourceSetProvider> bindIResourceSetProvider() {
        return SimpleResourceSetProvider.class;
    }

    public Provider<IAllContainersState> provideIAllContainersState() {
        return Access.getWorkspaceProjectsState();
    }

    // ------------------------------------------------------------------------------------------------------- the
    // workspace

    public void configureIResourceDescriptionsBuilderScope(Binder binder) {
        binder.bind(IResourceDescriptions.class)
                .annotatedWith(Names.named(ResourceDescriptionsProvider.NAMED_BUILDER_SCOPE))
                .to(CurrentDescriptions.ResourceSetAware.class);
    }

    public void configureIResourceDescriptionsPersisted(Binder binder) {
        binder.bind(IResourceDescriptions.class)
                .annotatedWith(Names.named(ResourceDescriptionsProvider.PERSISTED_DESCRIPTIONS))
                .to(IBuilderState.class);
    }

    public Class<? extends DocumentBasedDirtyResource> bindDocumentBasedDirtyResource() {
        return PersistentDataAwareDirtyResource.class;
    }

    public Class<? extends IXtextEditorCallback> bindIXtextEditorCallback() {
        return NatureAddingEditorCallback.class;
    }

    public Class<? extends IXtextBuilderParticipant> bindIXtextBuilderParticipant() {
        return BuilderParticipant.class;
    }

    public Class<? extends IContextualOutputConfigurationProvider> bindIContextualOutputConfigurationProvider() {
        return EclipseOutputConfigurationProvider.class;
    }

    // --------------------------------------------------------------------------------------------------------- the
    // editor

    public Class<? extends IPreferenceStoreAccess> bindIPreferenceStoreAccess() {
        return EditorPreferences.class;
    }

    public void configureHighlightingLexer(Binder binder) {
        binder.bind(Lexer.class)
                .annotatedWith(Names.named(LexerIdeBindings.HIGHLIGHTING))
                .to(InternalFoliotLexer.class);
    }

    public void configureHighlightingTokenDefProvider(Binder binder) {
        binder.bind(ITokenDefProvider.class)
                .annotatedWith(Names.named(LexerIdeBindings.HIGHLIGHTING))
                .to(AntlrTokenDefProvider.class);
    }

    public Class<? extends AbstractAntlrTokenToAttributeIdMapper> bindAbstractAntlrTokenToAttributeIdMapper() {
        return FoliotTokens.class;
    }

    public Class<? extends IHighlightingConfiguration> bindIHighlightingConfiguration() {
        return FoliotStyles.class;
    }

    @Override
    public Class<? extends IContentAssistProcessor> bindIContentAssistProcessor() {
        return FoliotAssist.class;
    }

    @Override
    public Class<? extends IContentFormatterFactory> bindIContentFormatterFactory() {
        return ContentFormatterFactory.class;
    }

    public void configureFormatterPreferences(Binder binder) {
        binder.bind(IPreferenceValuesProvider.class)
                .annotatedWith(FormatterPreferences.class)
                .to(LayoutPreferences.class);
    }

    @Override
    public Class<? extends ILabelProvider> bindILabelProvider() {
        return FoliotLabels.class;
    }

    @Override
    public void configureResourceUIServiceLabelProvider(Binder binder) {
        binder.bind(ILabelProvider.class)
                .annotatedWith(ResourceServiceDescriptionLabelProvider.class)
                .to(FoliotDescriptionLabels.class);
    }

    public Class<? extends IOutlineTreeProvider> bindIOutlineTreeProvider() {
        return FoliotOutline.class;
    }

    @Override
    public Class<? extends IEObjectHover> bindIEObjectHover() {
        return FoliotHover.class;
    }

    @Override
    public Class<? extends IssueResolutionProvider> bindIssueResolutionProvider() {
        return FoliotQuickfixes.class;
    }

    public Class<? extends MarkOccurrenceActionContributor> bindMarkOccurrenceActionContributor() {
        return MarkedOccurrences.class;
    }

    public void configureMarkedOccurrences(Binder binder) {
        binder.bind(IPreferenceStoreInitializer.class)
                .annotatedWith(Names.named("markedOccurrences"))
                .to(MarkedOccurrences.class);
    }

    public Class<? extends IViewerCreator> bindIViewerCreator() {
        return DefaultViewerCreator.class;
    }

    // -------------------------------------------------------------------------------------------------------------
    // rename

    public void configureIPreferenceStoreInitializer(Binder binder) {
        binder.bind(IPreferenceStoreInitializer.class)
                .annotatedWith(Names.named("RefactoringPreferences"))
                .to(RefactoringPreferences.Initializer.class);
    }

    public Class<? extends IRenameStrategy> bindIRenameStrategy() {
        return DefaultRenameStrategy.class;
    }

    public Class<? extends IReferenceUpdater> bindIReferenceUpdater() {
        return DefaultReferenceUpdater.class;
    }

    public Class<? extends IDependentElementsCalculator> bindIDependentElementsCalculator() {
        return DefaultDependentElementsCalculator.class;
    }

    public Class<? extends IRenameRefactoringProvider> bindIRenameRefactoringProvider() {
        return DefaultRenameRefactoringProvider.class;
    }

    public Class<? extends IRenameSupport.Factory> bindIRenameSupport$Factory() {
        return DefaultRenameSupport.Factory.class;
    }
}
