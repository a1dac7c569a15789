#!/bin/sh
# Makes the containers beside this script anew, with other programs: Info-ZIP (zip), 7-Zip (7zz), gcab, msitools (msibuild), NSIS
# (makensis), qpdf, genisoimage, tar, and msoffcrypto-tool for Python. The tests read what is here and need none of them.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

printf 'Hello, analyst.\n' >a.txt
seq 1 60 >numbers.txt
files="a.txt numbers.txt"
rm -f "$here"/*.bin

zip -q -X "$here/zip.bin" $files
zip -q -X -P infected "$here/zip-encrypted.bin" $files
7zz a -t7z "$here/7z.bin" $files >/dev/null
7zz a -t7z -pinfected -mhe=on "$here/7z-encrypted.bin" $files >/dev/null
gcab -c "$here/cab.bin" $files
tar -cf "$here/tar.bin" $files
genisoimage -quiet -o disc.iso a.txt
# Its first sectors are enough.
head -c 45056 disc.iso >"$here/iso.bin"

# A database of Windows Installer.
msibuild installer.msi -s 'A tool' 'The makers' >/dev/null
cp installer.msi "$here/msi.bin"

# A document of a word processor under a password is an OLE file.
mkdir word
printf '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' >'[Content_Types].xml'
printf '<?xml version="1.0"?><document/>' >word/document.xml
zip -q -X -r document.docx '[Content_Types].xml' word
msoffcrypto-tool -e -p infected document.docx "$here/docx-encrypted.bin"

# A PDF, one with a file in it, and one under a password.
qpdf --empty --deterministic-id "$here/pdf.bin"
qpdf --add-attachment a.txt -- "$here/pdf.bin" "$here/pdf-files.bin"
qpdf --encrypt infected owner 256 -- "$here/pdf.bin" "$here/pdf-encrypted.bin"

# An installer, whose data stand behind the program.
cat >one.nsi <<'NSI'
OutFile one.exe
Name one
RequestExecutionLevel user
SetCompressor /SOLID lzma
Section
  SetOutPath $TEMP
  File a.txt
SectionEnd
NSI
makensis -V1 one.nsi
cp one.exe "$here/nsis.bin"
