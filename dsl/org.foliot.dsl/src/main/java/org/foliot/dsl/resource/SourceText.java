package org.foliot.dsl.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foliot.dsl.Codes;

/** Reads the text of scenario files, within limits. */
public final class SourceText {
    /** The largest file that is read, in bytes: 8 MiB, some hundred thousand lines. */
    public static final int MAX_BYTES = 8 << 20;

    private SourceText() {}

    /**
     * Reads a file.
     *
     * @throws UnreadableFileException when it is not there, not a readable file, too large or not text; the message is for
     *     people
     */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(
                    Codes.FILE_UNREADABLE, "this is a directory", "name a .foliot file in it");
        }
        if (!Files.exists(file)) {
            throw new UnreadableFileException(
                    Codes.FILE_NOT_FOUND, "there is no such file", "paths are relative to the folder you are in");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableFileException(
                    Codes.FILE_UNREADABLE,
                    "the file may not be read",
                    "check its permissions and those of its folders");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw tooLarge(Files.size(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @throws UnreadableFileException when it is too large or not text
     */
    public static String read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(bytes.length);
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw binary("it contains NUL bytes");
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw binary("it is not in UTF-8");
        }
    }

    private static UnreadableFileException tooLarge(long bytes) {
        return new UnreadableFileException(
                Codes.FILE_TOO_LARGE,
                bytes > MAX_BYTES + 1
                        ? "the file has " + bytes / (1 << 20) + " MiB, more than the limit of 8 MiB"
                        : "the file has more than the limit of 8 MiB",
                "split it and import the parts");
    }

    private static UnreadableFileException binary(String why) {
        return new UnreadableFileException(
                Codes.FILE_NOT_TEXT, "this is not a text file: " + why, "scenarios are written in UTF-8");
    }
}
