/** Memory strategy in which the virtual machine monitor places the stolen time structures. */
package org.foliot.memory.userspace;
