package org.foliot.ui.wizard;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.ResourcesPlugin;
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
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.dialogs.WizardNewProjectCreationPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewProjectResourceWizard;

/** Makes a project with a scenario that runs as it is, and opens it. */
public final class NewProjectWizard extends Wizard implements INewWizard, IExecutableExtension {
    private IWorkbench workbench;
    private IConfigurationElement declaration;
    private WizardNewProjectCreationPage page;

    @Override
    public void init(IWorkbench newWorkbench, IStructuredSelection selection) {
        workbench = newWorkbench;
        setWindowTitle("New Foliot Project");
        setNeedsProgressMonitor(true);
    }

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        declaration = element;
    }

    @Override
    public void addPages() {
        page = new WizardNewProjectCreationPage("project");
        page.setTitle("Foliot Project");
        page.setDescription("A project for scenarios, with one that runs as it is. It needs no Java project.");
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        IProject project = page.getProjectHandle();
        IProjectDescription description = ResourcesPlugin.getWorkspace().newProjectDescription(project.getName());
        description.setLocationURI(page.useDefaults() ? null : page.getLocationURI());
        AtomicReference<IFile> scenario = new AtomicReference<>();
        try {
            getContainer().run(true, true, new WorkspaceModifyOperation() {
                @Override
                protected void execute(IProgressMonitor monitor) throws CoreException {
                    scenario.set(NewProject.create(project, description, monitor));
                }
            });
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            ErrorDialog.openError(
                    getShell(),
                    getWindowTitle(),
                    "The project cannot be made",
                    cause instanceof CoreException core ? core.getStatus() : Status.error(cause.toString(), cause));
            return false;
        } catch (InterruptedException e) {
            return false;
        }
        BasicNewProjectResourceWizard.updatePerspective(declaration);
        open(scenario.get());
        return true;
    }

    private void open(IFile scenario) {
        try {
            IDE.openEditor(workbench.getActiveWorkbenchWindow().getActivePage(), scenario);
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
