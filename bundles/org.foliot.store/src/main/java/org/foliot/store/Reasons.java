package org.foliot.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words why the file system has refused something. */
final class Reasons {
    private Reasons() {}

    static String of(IOException wrong) {
        if (wrong instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        } else if (wrong instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        } else if (wrong instanceof NotDirectoryException file) {
            return file.getFile() + " is no folder";
        } else if (wrong instanceof FileSystemException other && other.getReason() != null) {
            return other.getFile() + ": " + other.getReason();
        } else if (wrong instanceof FileNotFoundException && wrong.getMessage() != null) {
            return wrong.getMessage();
        }
        return wrong.getMessage() == null ? wrong.getClass().getSimpleName() : wrong.getMessage();
    }
}
