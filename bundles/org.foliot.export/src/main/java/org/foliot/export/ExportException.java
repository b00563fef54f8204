package org.foliot.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file or directory of results could not be written; the message says which, why, and that nothing is left of it. */
public final class ExportException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /** A path that could not be written. */
    public ExportException(Path path, IOException cause) {
        super("cannot write " + path + ": " + reason(cause), cause);
    }

    ExportException(String message, IOException cause) {
        super(message, cause);
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        } else if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
            return ((FileSystemException) e).getFile() + " is there already and is no directory";
        } else if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
