package org.foliot.uitests;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.ui.ide.IDE;
import org.eclipse.xtext.ui.XtextProjectHelper;
import org.eclipse.xtext.ui.editor.XtextEditor;

/** A project with scenarios for one test. */
final class Scenarios implements AutoCloseable {
    private final IProject project;

    /** A new project in which files are checked. */
    Scenarios(String name) throws Exception {
        project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
        project.create(null);
        project.open(null);
        IProjectDescription description = project.getDescription();
        description.setNatureIds(new String[] {XtextProjectHelper.NATURE_ID});
        project.setDescription(description, null);
    }

    /** A file with this text, checked. */
    IFile file(String name, String text) throws Exception {
        IFile file = project.getFile(name);
        file.create(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, null);
        Ui.build();
        return file;
    }

    /** Puts another text into a file, checked. */
    static void write(IFile file, String text) throws Exception {
        file.setContents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, true, null);
        Ui.build();
    }

    IProject project() {
        return project;
    }

    /** The editor on a file. */
    static XtextEditor open(IFile file) {
        return Ui.call(() -> (XtextEditor) IDE.openEditor(Ui.page(), file));
    }

    /** What a file holds on the disk. */
    static String text(IFile file) throws Exception {
        try (var in = file.getContents()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws Exception {
        Ui.run(() -> Ui.page().closeAllEditors(false));
        project.delete(true, true, null);
        Ui.build();
    }
}
