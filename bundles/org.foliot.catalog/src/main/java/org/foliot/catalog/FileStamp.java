package org.foliot.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one content of a file from another without reading it, for those who look again and again. Two stamps may differ
 * although the content does not.
 *
 * @param size in bytes
 * @param modified when it was written last
 * @param key what the file system knows it by, null where it knows none
 */
public record FileStamp(long size, FileTime modified, Object key) {
    /**
     * The stamp that a file has now.
     *
     * @throws IOException if it is not there, or may not be looked at
     */
    public static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }
}
