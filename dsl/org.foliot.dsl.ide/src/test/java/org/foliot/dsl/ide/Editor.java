package org.foliot.dsl.ide;

import com.google.inject.Injector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.emf.common.util.URI;
import org.eclipse.xtext.resource.IResourceFactory;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;

/** Files as an editor has them. A bar in a text is the cursor. */
public final class Editor {
    private static final Injector INJECTOR =
            new FoliotIdeSetup(() -> SomeCatalog.USUAL).createInjectorAndDoEMFRegistration();

    private Editor() {}

    public static <T> T service(Class<T> type) {
        return INJECTOR.getInstance(type);
    }

    /** A file and a place in it. */
    public record Open(XtextResource file, int cursor) {}

    /** A file with a cursor. */
    public static Open open(String textWithCursor) {
        int cursor = textWithCursor.indexOf('|');
        String text = cursor < 0
                ? textWithCursor
                : textWithCursor.substring(0, cursor) + textWithCursor.substring(cursor + 1);
        return new Open(file("/nowhere/open.foliot", text, INJECTOR.getInstance(XtextResourceSet.class)), cursor);
    }

    /** A file among others. */
    public static XtextResource file(String path, String text, XtextResourceSet files) {
        XtextResource file =
                (XtextResource) INJECTOR.getInstance(IResourceFactory.class).createResource(URI.createFileURI(path));
        files.getResources().add(file);
        try {
            file.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
