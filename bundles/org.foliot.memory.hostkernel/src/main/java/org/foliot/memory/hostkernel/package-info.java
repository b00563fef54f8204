/** Memory strategy in which the host kernel allocates the stolen time structures. */
package org.foliot.memory.hostkernel;
