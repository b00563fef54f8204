package org.foliot.uitests;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.ltk.core.refactoring.Change;
import org.eclipse.ltk.core.refactoring.RefactoringStatus;
import org.eclipse.ltk.core.refactoring.participants.ProcessorBasedRefactoring;
import org.eclipse.xtext.resource.EObjectAtOffsetHelper;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.refactoring.IRenameRefactoringProvider;
import org.eclipse.xtext.ui.refactoring.impl.AbstractRenameProcessor;
import org.eclipse.xtext.ui.refactoring.ui.IRenameContextFactory;
import org.eclipse.xtext.ui.refactoring.ui.IRenameElementContext;
import org.foliot.dsl.ui.FoliotUiPlugin;

/** Renames an element as the workbench does, without its dialogs. */
final class Renaming {
    private Renaming() {}

    /** Renames what is declared where the old name first stands. */
    static void of(XtextEditor editor, String oldName, String newName) {
        Ui.run(() -> {
            var injector = FoliotUiPlugin.get().injector();
            int offset = editor.getDocument().get().indexOf(oldName);
            IRenameElementContext context = editor.getDocument().readOnly(resource -> {
                var element = injector.getInstance(EObjectAtOffsetHelper.class).resolveElementAt(resource, offset);
                return injector.getInstance(IRenameContextFactory.class)
                        .createRenameElementContext(element, editor, null, resource);
            });
            ProcessorBasedRefactoring refactoring =
                    injector.getInstance(IRenameRefactoringProvider.class).getRenameRefactoring(context);
            ((AbstractRenameProcessor) refactoring.getProcessor()).setNewName(newName);
            RefactoringStatus status = refactoring.checkAllConditions(new NullProgressMonitor());
            if (status.hasError()) {
                throw new AssertionError(status.toString());
            }
            Change change = refactoring.createChange(new NullProgressMonitor());
            change.initializeValidationData(new NullProgressMonitor());
            change.perform(new NullProgressMonitor());
            editor.doSave(null);
        });
    }
}
