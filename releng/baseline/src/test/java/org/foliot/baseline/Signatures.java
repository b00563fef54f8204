package org.foliot.baseline;

import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Bundles of which nothing is left but what others can see: no code, and nothing private. */
final class Signatures {
    private static final String CLASS = ".class";

    private Signatures() {}

    /** A copy of a bundle without its code. */
    static Jar of(Jar bundle) throws Exception {
        return changed(bundle, Signatures::strip);
    }

    /** A copy of a bundle whose classes have been through a change. */
    static Jar changed(Jar bundle, UnaryOperator<byte[]> change) throws Exception {
        Jar copy = new Jar(bundle.getName());
        copy.setManifest(bundle.getManifest());
        copy.setReproducible("true");
        Map<String, Resource> sorted = new TreeMap<>(bundle.getResources());
        for (Map.Entry<String, Resource> entry : sorted.entrySet()) {
            if (entry.getKey().endsWith(CLASS)) {
                byte[] content = entry.getValue().buffer() == null
                        ? entry.getValue().openInputStream().readAllBytes()
                        : bytes(entry.getValue());
                copy.putResource(entry.getKey(), new EmbeddedResource(change.apply(content), 0));
            }
        }
        return copy;
    }

    private static byte[] bytes(Resource resource) throws Exception {
        byte[] content = new byte[resource.buffer().remaining()];
        resource.buffer().get(content);
        return content;
    }

    private static byte[] strip(byte[] content) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(content)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return isHidden(access)
                                        ? null
                                        : super.visitMethod(access, name, descriptor, signature, thrown);
                            }

                            @Override
                            public FieldVisitor visitField(
                                    int access, String name, String descriptor, String signature, Object value) {
                                return isHidden(access)
                                        ? null
                                        : super.visitField(access, name, descriptor, signature, value);
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static boolean isHidden(int access) {
        return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) != 0;
    }
}
