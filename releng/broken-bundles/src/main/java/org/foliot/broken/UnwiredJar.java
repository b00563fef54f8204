package org.foliot.broken;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.broken.memory.SoundMemory;
import org.foliot.broken.options.BadOptions;
import org.foliot.broken.options.BadOptionsMemory;
import org.foliot.broken.selection.Selection;
import org.foliot.broken.unwired.NoOptionsMemory;
import org.foliot.broken.unwired.ThrowingMemory;

/** Files that somebody may drop into a plug-in folder and that add nothing; Foliot has to say why, and what to change. */
public enum UnwiredJar {
    WRONG_API_VERSION {
        @Override
        BundleJar jar() throws IOException {
            return sound().importing(MEMORY, "[2,3)");
        }
    },
    PACKAGE_THAT_NOBODY_EXPORTS {
        @Override
        BundleJar jar() throws IOException {
            return sound().importing(GONE, "[1,2)");
        }
    },
    MISSING_IMPORT {
        @Override
        BundleJar jar() throws IOException {
            return sound().notImporting("org.foliot.api.host");
        }
    },
    NO_IMPORT_OF_THE_ANNOTATIONS {
        @Override
        BundleJar jar() throws IOException {
            return options(BadOptions.UNDOCUMENTED).notImporting("org.foliot.api.extension");
        }
    },
    NO_COMPONENT {
        @Override
        BundleJar jar() throws IOException {
            return BundleJar.named(symbolicName()).packageOf(SoundMemory.class);
        }
    },
    TWO_COMPONENTS_WITH_ONE_ID {
        @Override
        BundleJar jar() throws IOException {
            return sound().component(SoundMemory.class, MemoryStrategy.class, id());
        }
    },
    NO_ID {
        @Override
        BundleJar jar() throws IOException {
            return BundleJar.named(symbolicName()).component(SoundMemory.class, MemoryStrategy.class, null);
        }
    },
    ID_WITH_SPACES {
        @Override
        BundleJar jar() throws IOException {
            return BundleJar.named(symbolicName()).component(SoundMemory.class, MemoryStrategy.class, "spare pages");
        }
    },
    OPTION_OF_UNKNOWN_TYPE {
        @Override
        BundleJar jar() throws IOException {
            return options(BadOptions.UNKNOWN_TYPE);
        }
    },
    DEFAULT_OUTSIDE_ITS_RANGE {
        @Override
        BundleJar jar() throws IOException {
            return options(BadOptions.DEFAULT_OUT_OF_RANGE);
        }
    },
    NO_OPTIONS_RECORD {
        @Override
        BundleJar jar() throws IOException {
            return of(NoOptionsMemory.class).packageOf(SoundMemory.class);
        }
    },
    THROWS_WHEN_IT_IS_MADE {
        @Override
        BundleJar jar() throws IOException {
            return of(ThrowingMemory.class).packageOf(SoundMemory.class);
        }
    },
    CLASS_LEFT_OUT {
        @Override
        BundleJar jar() throws IOException {
            // What the component extends is not there.
            return of(ThrowingMemory.class);
        }
    },
    NEEDS_NEWER_JAVA {
        @Override
        BundleJar jar() throws IOException {
            return sound().header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"");
        }
    },
    COMPILED_FOR_NEWER_JAVA {
        @Override
        BundleJar jar() throws IOException {
            BundleJar jar = sound();
            byte[] classFile = jar.classFile(SoundMemory.class);
            classFile[MAJOR_VERSION] = (byte) JAVA_99;
            return jar.file(SoundMemory.class.getName().replace('.', '/') + ".class", classFile);
        }
    },
    DESCRIPTION_LEFT_OUT {
        @Override
        BundleJar jar() throws IOException {
            return BundleJar.named(symbolicName())
                    .packageOf(SoundMemory.class)
                    .header("Service-Component", "OSGI-INF/spare.xml");
        }
    },
    ACTIVATOR_LEFT_OUT {
        @Override
        BundleJar jar() throws IOException {
            return sound().header("Bundle-Activator", "com.example.Activator");
        }
    },
    COPY_OF_THE_API {
        @Override
        BundleJar jar() throws IOException {
            return sound().notImporting(MEMORY).packageOf(MemoryStrategy.class);
        }
    },
    NO_BUNDLE {
        @Override
        BundleJar jar() throws IOException {
            return sound().header("Bundle-SymbolicName", null).header("Bundle-ManifestVersion", null);
        }
    },
    TRUNCATED {
        @Override
        BundleJar jar() throws IOException {
            return sound();
        }

        @Override
        public List<Path> writeTo(Path folder) throws IOException {
            Path whole = jar().writeTo(folder, fileName());
            byte[] content = Files.readAllBytes(whole);
            return List.of(Files.write(whole, Arrays.copyOf(content, content.length / 2)));
        }
    },
    EMPTY {
        @Override
        BundleJar jar() throws IOException {
            return sound();
        }

        @Override
        public List<Path> writeTo(Path folder) throws IOException {
            return List.of(Files.write(folder.resolve(fileName()), new byte[0]));
        }
    },
    SOMETHING_ELSE {
        @Override
        BundleJar jar() throws IOException {
            return sound();
        }

        @Override
        public List<Path> writeTo(Path folder) throws IOException {
            return List.of(Files.writeString(folder.resolve(fileName()), "<html>404</html>", StandardCharsets.UTF_8));
        }
    },
    SAME_NAME_AND_VERSION {
        @Override
        BundleJar jar() throws IOException {
            return sound().header("Bundle-SymbolicName", "org.example.no_id");
        }
    },
    TWO_BUNDLES_WITH_ONE_ID {
        @Override
        BundleJar jar() throws IOException {
            return sound();
        }

        @Override
        public List<Path> writeTo(Path folder) throws IOException {
            Path another = BundleJar.named("org.example.another")
                    .component(SoundMemory.class, MemoryStrategy.class, id())
                    .writeTo(folder, "another.jar");
            return List.of(jar().writeTo(folder, fileName()), another);
        }
    };

    private static final String MEMORY = "org.foliot.api.memory";
    private static final String GONE = "com.example.gone";

    /** Where a class file says for which Java it was compiled, and what it says of one that is not there yet. */
    private static final int MAJOR_VERSION = 7;

    private static final int JAVA_99 = 99 + 44;

    /** What a scenario would call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String symbolicName() {
        return "org.example." + id();
    }

    String fileName() {
        return id() + ".jar";
    }

    /** A bundle with a component of that class. */
    BundleJar of(Class<?> component) throws IOException {
        return BundleJar.named(symbolicName()).component(component, MemoryStrategy.class, id());
    }

    /** A bundle with which nothing is wrong. */
    BundleJar sound() throws IOException {
        return of(SoundMemory.class);
    }

    BundleJar options(BadOptions bad) throws IOException {
        return of(BadOptionsMemory.class)
                .packageOf(SoundMemory.class)
                .packageOf(Selection.class)
                .file(Selection.FILE, bad.name().getBytes(StandardCharsets.UTF_8));
    }

    abstract BundleJar jar() throws IOException;

    /** Writes it into a folder; the files that it is then. */
    public List<Path> writeTo(Path folder) throws IOException {
        return List.of(jar().writeTo(folder, fileName()));
    }
}
