package org.foliot.ui.wizard;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.foliot.archetype.ArchetypeException;
import org.foliot.archetype.BundleProject;
import org.foliot.dsl.ui.FoliotUiPlugin;

/**
 * The project of a new extension in the workspace.
 *
 * @param bundle what is written
 * @param project of the same name, which does not exist yet
 * @param usedHere whether what its build makes is used by this workbench
 */
record NewBundle(BundleProject bundle, IProject project, boolean usedHere) {
    private static final String COMPONENT = "@Extension(";

    /** Writes it; its page is opened last, over its component. */
    List<IFile> create(IProgressMonitor monitor) throws CoreException {
        IProjectDescription description = project.getWorkspace().newProjectDescription(project.getName());
        try {
            bundle.writeTo(project.getWorkspace().getRoot().getLocation().toPath());
        } catch (ArchetypeException e) {
            throw new CoreException(Status.error(e.getMessage(), e));
        }
        NewProject.create(project, description, monitor);
        if (usedHere) {
            FoliotUiPlugin.get()
                    .pluginFolders()
                    .add(project.getLocation().toPath().resolve("target"));
        }
        return Stream.concat(
                        bundle.sources().entrySet().stream()
                                .filter(each -> each.getValue().contains(COMPONENT))
                                .map(Map.Entry::getKey),
                        Stream.of("README.md"))
                .map(project::getFile)
                .toList();
    }
}
