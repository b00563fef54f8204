package org.foliot.ui.wizard;

import java.util.List;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.ui.dialogs.WizardNewProjectCreationPage;

/** Makes a project with a scenario that runs as it is, and opens it. */
public final class NewProjectWizard extends CreationWizard {
    private WizardNewProjectCreationPage page;

    /** For the workbench. */
    public NewProjectWizard() {
        super("New Foliot Project");
    }

    @Override
    public void addPages() {
        page = new WizardNewProjectCreationPage("project");
        page.setTitle("Foliot Project");
        page.setDescription("A project for scenarios, with one that runs as it is. It needs no Java project.");
        addPage(page);
    }

    @Override
    Creation creation() {
        IProject project = page.getProjectHandle();
        IProjectDescription description = ResourcesPlugin.getWorkspace().newProjectDescription(project.getName());
        description.setLocationURI(page.useDefaults() ? null : page.getLocationURI());
        return monitor -> List.of(NewProject.withSample(project, description, monitor));
    }
}
