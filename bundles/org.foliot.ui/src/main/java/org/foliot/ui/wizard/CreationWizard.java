package org.foliot.ui.wizard;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.wizards.newresource.BasicNewProjectResourceWizard;

/** A wizard that makes files in the workspace in one go, and opens those that are worth reading first. */
abstract class CreationWizard extends Wizard implements INewWizard, IExecutableExtension {
    private final String title;
    private IWorkbench workbench;
    private IStructuredSelection selection;
    private IConfigurationElement declaration;

    CreationWizard(String title) {
        this.title = title;
    }

    /** What making files takes, with everything that the pages said already read. */
    interface Creation {
        /**
         * Makes them, on a thread that is not the workbench's.
         *
         * @return what to open, the most important last
         */
        List<IFile> run(IProgressMonitor monitor) throws CoreException;
    }

    /** Reads the pages. */
    abstract Creation creation();

    @Override
    public final void init(IWorkbench newWorkbench, IStructuredSelection newSelection) {
        workbench = newWorkbench;
        selection = newSelection;
        setWindowTitle(title);
        setNeedsProgressMonitor(true);
    }

    @Override
    public final void setInitializationData(IConfigurationElement element, String property, Object data) {
        declaration = element;
    }

    /** What was selected when the wizard was called. */
    final IStructuredSelection selection() {
        return selection;
    }

    @Override
    public final boolean performFinish() {
        Creation creation = creation();
        List<IFile> made = new ArrayList<>();
        try {
            getContainer().run(true, true, new WorkspaceModifyOperation() {
                @Override
                protected void execute(IProgressMonitor monitor) throws CoreException {
                    made.addAll(creation.run(monitor));
                }
            });
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            ErrorDialog.openError(
                    getShell(),
                    title,
                    "This cannot be made",
                    cause instanceof CoreException core ? core.getStatus() : Status.error(cause.toString(), cause));
            return false;
        } catch (InterruptedException e) {
            return false;
        }
        BasicNewProjectResourceWizard.updatePerspective(declaration);
        made.forEach(this::open);
        return true;
    }

    /** In its editor; as a text where it has none, and never in a program outside of the workbench. */
    private void open(IFile file) {
        IWorkbenchPage page = workbench.getActiveWorkbenchWindow().getActivePage();
        try {
            if (IDE.getDefaultEditor(file) == null) {
                page.openEditor(new FileEditorInput(file), EditorsUI.DEFAULT_TEXT_EDITOR_ID);
            } else {
                IDE.openEditor(page, file);
            }
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
