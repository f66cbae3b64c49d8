; Setup for one user, without administrator rights.
; makensis -DNAME=.. -DVERSION=.. -DBUILD=.. -DVENDOR=.. -DSTAGE=folder -DICO=file -DOUT=file waymark.nsi
;
; Switches: /S silent, /D=FOLDER where to (last, without quotes), /NODESKTOP no
; icon on the desktop. Exit codes: 0 done, 1 cancelled, 5 the running program
; could not be replaced, 6 installed for everyone already, 7 a newer one is there.
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"
!include "close.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
Name "${NAME} ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
; Both programs are nearly the same bytes: with a dictionary larger than one of
; them the second costs almost nothing. -DQUICK is for trying setup out.
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave off
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
VIProductVersion "${VERSION}.${BUILD}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}.${BUILD}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${VENDOR}"
VIAddVersionKey "LegalCopyright" "${COPYRIGHT}"
!define MUI_ICON "${ICO}"
!define MUI_UNICON "${ICO}"
!define MUI_WELCOMEPAGE_TEXT "${NAME} will be installed for you alone, in $\r$\n$LOCALAPPDATA\Programs\${NAME}.$\r$\n$\r$\nYou do not need an administrator. Your records are kept apart, in $\r$\n$LOCALAPPDATA\${NAME}. An update leaves them as they are.$\r$\n$\r$\nIf ${NAME} is open, setup asks it to save what you are typing and to close."
!define MUI_FINISHPAGE_RUN "$INSTDIR\waymark.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "This removes the program. Your records stay in $LOCALAPPDATA\${NAME}. If you no longer need them, delete that folder yourself."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var WasOpen ; "1" if a program was closed to be replaced

!insertmacro CloseRunning ""
!insertmacro CloseRunning "un."

; A program that could not be closed holds its file: it can be renamed, but not
; overwritten. The next setup deletes what was renamed.
!macro MoveAside FILE
  Delete "$INSTDIR\${FILE}.old"
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    Delete "$INSTDIR\${FILE}"
    ${If} ${Errors}
      ClearErrors
      Rename "$INSTDIR\${FILE}" "$INSTDIR\${FILE}.old"
      ${If} ${Errors}
        SetErrorLevel 5
        Abort "${NAME} is open and could not be replaced. Close it and start setup again."
      ${EndIf}
    ${EndIf}
  ${EndIf}
!macroend

; Refuse ends setup with a sentence, also in the exit code.
!macro Refuse CODE SENTENCE
  MessageBox MB_OK|MB_ICONEXCLAMATION "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

Function .onInit
  SetRegView 64
  ReadRegStr $0 HKLM "Software\${NAME}" "InstallDir"
  ${If} $0 != ""
    !insertmacro Refuse 6 "${NAME} is installed for everyone on this PC already, in $0. Start it from the Start menu."
  ${EndIf}
  ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro Refuse 7 "${NAME} $0 is installed, which is newer than ${VERSION}. Nothing was changed."
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  Call CloseRunning
  !insertmacro MoveAside "waymark.exe"
  !insertmacro MoveAside "waymark-cli.exe"
  !insertmacro MoveAside "libEGL.dll"
  !insertmacro MoveAside "libGLESv2.dll"
  File /r "${STAGE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\waymark.exe"
  CreateShortCut "$SMPROGRAMS\${NAME} (safe graphics).lnk" "$INSTDIR\waymark.exe" "--graphics safe"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NODESKTOP" $1
  ${If} ${Errors}
    CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\waymark.exe"
  ${EndIf}
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "${VENDOR}"
  WriteRegStr HKCU "${KEY}" "Comments" "Removing the program keeps the records in $LOCALAPPDATA\${NAME}."
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\waymark.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  ; With pages to click through, the last one offers to start it.
  ${If} $WasOpen == "1"
  ${AndIf} ${Silent}
    Exec '"$INSTDIR\waymark.exe"'
  ${EndIf}
SectionEnd

Section "Uninstall"
  Call un.CloseRunning
  ; Only what was installed: the records are in another folder and stay.
  Delete "$INSTDIR\waymark.exe.old"
  Delete "$INSTDIR\waymark-cli.exe.old"
  Delete "$INSTDIR\libEGL.dll.old"
  Delete "$INSTDIR\libGLESv2.dll.old"
  !include "${STAGE}.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$SMPROGRAMS\${NAME} (safe graphics).lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${NAME}"
  DeleteRegKey HKCU "${KEY}"
  DetailPrint "Your records stay in $LOCALAPPDATA\${NAME}."
SectionEnd
