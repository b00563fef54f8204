package org.foliot.dsl.lsp;

import com.google.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.xtext.ide.server.BuildManager.Buildable;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.ide.server.ProjectManager;
import org.eclipse.xtext.ide.server.WorkspaceManager;
import org.eclipse.xtext.resource.IResourceDescription;
import org.eclipse.xtext.resource.IResourceDescriptions;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.validation.Issue;
import org.eclipse.xtext.xbase.lib.Procedures.Procedure2;
import org.foliot.dsl.resource.Imports;

/** Knows the files of all workspace folders and those outside, and which to look at again when one changes. */
@Singleton
public class Workspace extends WorkspaceManager {
    private final Map<Document, Document> lines = Collections.synchronizedMap(new WeakHashMap<>());

    /** An editor may open a file without any folder. */
    @Override
    public void initialize(
            URI folder, Procedure2<? super URI, ? super Iterable<Issue>> acceptor, CancelIndicator cancelled) {
        if (folder == null) {
            initialize(List.of(), acceptor, cancelled);
        } else {
            super.initialize(folder, acceptor, cancelled);
        }
    }

    /**
     * As inherited, and with the files that import a changed one, in whatever folder they are: a folder of the workspace is a
     * world of its own to Xtext, but not to an import.
     */
    @Override
    public Buildable didChangeFiles(List<URI> dirty, List<URI> deleted) {
        Set<URI> changed = new LinkedHashSet<>(dirty);
        changed.addAll(deleted);
        Set<URI> again = new LinkedHashSet<>(dirty);
        IResourceDescriptions index = getIndex();
        for (IResourceDescription file : index.getAllResourceDescriptions()) {
            boolean imports = Imports.importedBy(file, index).stream().anyMatch(changed::contains);
            if (imports && !changed.contains(file.getURI())) {
                again.add(file.getURI());
            }
        }
        Buildable build = super.didChangeFiles(List.copyOf(again), deleted);
        return cancelled -> {
            changed.forEach(this::forget);
            return build.build(cancelled);
        };
    }

    private void forget(URI file) {
        for (ProjectManager folder : getProjectManagers()) {
            Resource old = folder.getResourceSet() == null
                    ? null
                    : folder.getResourceSet().getResource(file, false);
            if (old != null) {
                folder.getResourceSet().getResources().remove(old);
                old.unload();
            }
        }
    }

    /** The text of a file with its lines, which are found once for each state of it. */
    @Override
    protected Document getDocument(XtextResource file) {
        Document plain = super.getDocument(file);
        return plain == null
                ? null
                : lines.computeIfAbsent(plain, d -> new LineDocument(d.getVersion(), d.getContents()));
    }

    /** Announces that every file means something else than before, because something was installed or removed. */
    Buildable everythingChanged() {
        List<URI> all = new ArrayList<>();
        getIndex().getAllResourceDescriptions().forEach(f -> all.add(f.getURI()));
        return super.didChangeFiles(all, List.of());
    }
}
