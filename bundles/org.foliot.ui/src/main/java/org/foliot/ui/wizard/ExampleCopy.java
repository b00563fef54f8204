package org.foliot.ui.wizard;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.xtext.ui.XtextProjectHelper;

/**
 * Examples on their way into a project.
 *
 * @param chosen one or more
 * @param files where they are read from
 * @param project where they go; made, if it is not there
 */
record ExampleCopy(List<Example> chosen, Example.Files files, IProject project) {
    /** More editors than this at once nobody wants. */
    private static final int MOST_OPENED = 5;

    /** The first file that is there already though an example would be written to it; what several have in common may be. */
    Optional<String> inTheWay() {
        return chosen.stream()
                .map(Example::path)
                .filter(path -> project.isAccessible() && project.getFile(path).exists())
                .findFirst();
    }

    /** Copies them with their pages and all that they import; what is there already stays as it is. */
    List<IFile> create(IProgressMonitor monitor) throws CoreException {
        Map<String, String> wanted = new TreeMap<>();
        chosen.forEach(each -> wanted.putAll(each.whole(files)));
        SubMonitor progress = SubMonitor.convert(monitor, wanted.size() + 1);
        prepare(progress.split(1));
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            IFile file = project.getFile(each.getKey());
            if (!file.exists()) {
                makeFolder(file.getParent());
                byte[] text = each.getValue().getBytes(StandardCharsets.UTF_8);
                file.create(new ByteArrayInputStream(text), true, progress.split(1));
            }
        }
        return chosen.stream()
                .limit(chosen.size() > MOST_OPENED ? 1 : MOST_OPENED)
                .map(each -> project.getFile(each.path()))
                .toList();
    }

    private void prepare(IProgressMonitor monitor) throws CoreException {
        if (!project.exists()) {
            NewProject.create(project, project.getWorkspace().newProjectDescription(project.getName()), monitor);
        } else if (!XtextProjectHelper.hasNature(project)) {
            IProjectDescription description = project.getDescription();
            List<String> natures = new ArrayList<>(List.of(description.getNatureIds()));
            natures.add(XtextProjectHelper.NATURE_ID);
            description.setNatureIds(natures.toArray(String[]::new));
            project.setDescription(description, monitor);
        }
    }

    private static void makeFolder(IContainer folder) throws CoreException {
        if (folder.getType() == IResource.FOLDER && !folder.exists()) {
            makeFolder(folder.getParent());
            ((IFolder) folder).create(true, true, null);
        }
    }
}
