package org.foliot.ui.wizard;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.xtext.ui.XtextProjectHelper;

/** Projects for scenarios in the making. */
final class NewProject {
    private static final int STEPS = 5;

    private NewProject() {}

    /**
     * Makes a project in which scenarios are checked.
     *
     * @param project does not exist yet; its folder may
     * @param description where it goes; its natures are set here
     */
    static void create(IProject project, IProjectDescription description, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, STEPS);
        project.create(description, progress.split(1));
        project.open(progress.split(1));
        // Scenarios are UTF-8 whatever the workspace prefers, and a project that says nothing gets a warning.
        if (project.getDefaultCharset(false) == null) {
            project.setDefaultCharset(StandardCharsets.UTF_8.name(), progress.split(1));
        }
        // After it is open, because a nature that a project is created with does not configure its builder.
        IProjectDescription checked = project.getDescription();
        checked.setNatureIds(new String[] {XtextProjectHelper.NATURE_ID});
        project.setDescription(checked, progress.split(1));
    }

    /**
     * The same with a scenario that runs as it is.
     *
     * @return the scenario
     */
    static IFile withSample(IProject project, IProjectDescription description, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, STEPS);
        create(project, description, progress.split(STEPS - 1));
        IFile scenario = project.getFile("stolen_time.foliot");
        byte[] text = Template.STOLEN_TIME.text("stolen_time").getBytes(StandardCharsets.UTF_8);
        scenario.create(new ByteArrayInputStream(text), true, progress.split(1));
        return scenario;
    }
}
