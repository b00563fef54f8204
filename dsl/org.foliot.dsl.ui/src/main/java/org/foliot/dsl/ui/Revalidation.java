package org.foliot.dsl.ui;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.xtext.ui.XtextProjectHelper;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.eclipse.xtext.ui.editor.model.IXtextDocument;
import org.eclipse.xtext.ui.editor.model.XtextDocument;

/** Checks every scenario of the workbench anew, in files and in editors, because what is installed has changed. */
final class Revalidation implements Runnable {

    @Override
    public void run() {
        if (!PlatformUI.isWorkbenchRunning()) {
            return;
        }
        WorkspaceJob job = new WorkspaceJob("Checking scenarios") {
            @Override
            public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
                rebuild(monitor);
                return Status.OK_STATUS;
            }
        };
        job.setRule(ResourcesPlugin.getWorkspace().getRoot());
        job.schedule();
        PlatformUI.getWorkbench().getDisplay().asyncExec(Revalidation::checkEditors);
    }

    private static void rebuild(IProgressMonitor monitor) throws CoreException {
        IProject[] projects = ResourcesPlugin.getWorkspace().getRoot().getProjects();
        SubMonitor progress = SubMonitor.convert(monitor, projects.length);
        for (IProject project : projects) {
            if (XtextProjectHelper.hasNature(project)) {
                project.build(
                        IncrementalProjectBuilder.FULL_BUILD, XtextProjectHelper.BUILDER_ID, null, progress.split(1));
            }
        }
    }

    private static void checkEditors() {
        for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows()) {
            for (IWorkbenchPage page : window.getPages()) {
                for (IEditorReference reference : page.getEditorReferences()) {
                    if (reference.getEditor(false) instanceof XtextEditor editor
                            && FoliotUiPlugin.LANGUAGE.equals(editor.getLanguageName())) {
                        check(editor.getDocument());
                    }
                }
            }
        }
    }

    private static void check(IXtextDocument document) {
        if (document instanceof XtextDocument xtext) {
            xtext.checkAndUpdateAnnotations();
        }
    }
}
