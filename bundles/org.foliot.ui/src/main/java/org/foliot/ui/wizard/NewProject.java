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

/** A project for scenarios in the making. */
public final class NewProject {
    private static final int STEPS = 4;

    private NewProject() {}

    /**
     * Makes a project in which scenarios are checked, with one that runs as it is.
     *
     * @param project does not exist yet
     * @param description where it goes; its natures are set here
     * @return the scenario
     */
    public static IFile create(IProject project, IProjectDescription description, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, STEPS);
        project.create(description, progress.split(1));
        project.open(progress.split(1));
        // After it is open, because a nature that a project is created with does not configure its builder.
        IProjectDescription checked = project.getDescription();
        checked.setNatureIds(new String[] {XtextProjectHelper.NATURE_ID});
        project.setDescription(checked, progress.split(1));
        IFile scenario = project.getFile("stolen_time.foliot");
        byte[] text = Template.STOLEN_TIME.text("stolen_time").getBytes(StandardCharsets.UTF_8);
        scenario.create(new ByteArrayInputStream(text), true, progress.split(1));
        return scenario;
    }
}
