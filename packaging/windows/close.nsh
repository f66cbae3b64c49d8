; CloseRunning asks each window of the program in $INSTDIR to close, as Windows
; itself asks before an update: WM_QUERYENDSESSION and WM_ENDSESSION with
; ENDSESSION_CLOSEAPP. The program saves what is being typed and ends. One that
; takes no notice gets WM_CLOSE, as from its cross. $WasOpen is "1" if one ended.
!define /ifndef ENDSESSION_CLOSEAPP 1
!define /ifndef SMTO_ABORTIFHUNG 2
!define PROCESS_QUERY_AND_WAIT 0x101000 ; PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE

!macro CloseRunning UN
Function ${UN}CloseRunning
  Push $0 ; window
  Push $1 ; its process
  Push $2 ; handle of that
  Push $3 ; its program
  Push $4 ; result
  StrCpy $WasOpen "0"
  StrCpy $0 0
  ${Do}
    FindWindow $0 "GLFW30" "" 0 $0
    ${If} $0 == 0
      ${ExitDo}
    ${EndIf}
    System::Call 'user32::GetWindowThreadProcessId(p r0, *i .r1)'
    System::Call 'kernel32::OpenProcess(i ${PROCESS_QUERY_AND_WAIT}, i 0, i r1) p .r2'
    ${If} $2 != 0
      StrCpy $3 ""
      System::Call 'kernel32::QueryFullProcessImageNameW(p r2, i 0, w .r3, *i ${NSIS_MAX_STRLEN}) i .r4'
      GetFullPathName $4 "$INSTDIR\waymark.exe"
      ${If} $3 == $4
        DetailPrint "Asking ${NAME} to save and close"
        System::Call 'user32::SendMessageTimeoutW(p r0, i 0x11, p 0, p ${ENDSESSION_CLOSEAPP}, i ${SMTO_ABORTIFHUNG}, i 5000, *p .r4)'
        System::Call 'user32::SendMessageTimeoutW(p r0, i 0x16, p 1, p ${ENDSESSION_CLOSEAPP}, i ${SMTO_ABORTIFHUNG}, i 5000, *p .r4)'
        System::Call 'kernel32::WaitForSingleObject(p r2, i 3000) i .r4'
        ${If} $4 != 0
          System::Call 'user32::PostMessageW(p r0, i 0x10, p 0, p 0)'
          System::Call 'kernel32::WaitForSingleObject(p r2, i 15000) i .r4'
        ${EndIf}
        ${If} $4 == 0
          StrCpy $WasOpen "1"
          StrCpy $0 0 ; its window is gone: look from the beginning
        ${EndIf}
      ${EndIf}
      System::Call 'kernel32::CloseHandle(p r2)'
    ${EndIf}
  ${Loop}
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend
